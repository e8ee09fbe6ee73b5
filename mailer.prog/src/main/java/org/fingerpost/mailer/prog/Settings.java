package org.fingerpost.mailer.prog;

import java.time.Duration;

import org.fingerpost.api.instance.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings as values. A bad one is reported and the default holds, so that mail is delivered all the same. */
final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(ProgMailer.class);

    private Settings() {
    }

    static Duration duration(String key, String value, Duration otherwise) {
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException e) {
            LOG.error("mailer.prog: {}: {}; {} s are used", key, e.getMessage(), otherwise.toSeconds());
            return otherwise;
        }
    }

    /** A number from {@code least} to {@code most}, which is also the default. */
    static int number(String key, String value, int least, int most) {
        try {
            int n = Integer.parseInt(value.strip());
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        LOG.error("mailer.prog: {}: \"{}\": a number from {} to {} is expected; {} is used", key, value, least, most, most);
        return most;
    }
}
