package org.fingerpost.core.policy;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.unix.FileSafety;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the option {@code DontBlameSendmail} of a policy says about files. */
public final class SafetyOption {

    private static final Logger LOG = LoggerFactory.getLogger(SafetyOption.class);

    private SafetyOption() {
    }

    /** A value with a word that nobody knows excuses nothing: the reader of the policy has complained of it already. */
    public static FileSafety of(Policy policy) {
        try {
            return FileSafety.parse(policy.option("DontBlameSendmail").orElse(""));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the strictest rules for files apply", e.getMessage());
            return FileSafety.STRICT;
        }
    }
}
