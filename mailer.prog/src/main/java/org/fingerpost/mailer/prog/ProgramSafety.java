package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of programs that others can write or exchange, once for each reason. They are run all the same, as by sendmail: on
 * many systems {@code /usr/local/bin} is such a folder. Any thread.
 */
final class ProgramSafety {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramSafety.class);
    private static final int MAX_REPORTED = 1000;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** @param program absolute */
    void inspect(Delivery delivery, Path program) {
        try {
            Trusted who = delivery.runAs().map(account -> Trusted.user(account.uid())).orElse(Trusted.ROOT);
            safety(delivery).judge(SteeringFile.PROGRAM, program, who).objection().ifPresent(why -> {
                if (reported.size() < MAX_REPORTED && reported.add(why)) {
                    LOG.warn("qid={} program {} unsafe: {}", delivery.queueId(), program, why);
                }
            });
        } catch (IOException e) {
            LOG.debug("{}: {}", program, e.toString()); // its end will say what is wrong
        }
    }

    private static FileSafety safety(Delivery delivery) {
        try {
            return FileSafety.parse(delivery.option("DontBlameSendmail").orElse(""));
        } catch (IllegalArgumentException e) {
            return FileSafety.STRICT; // the reader of the policy has complained
        }
    }
}
