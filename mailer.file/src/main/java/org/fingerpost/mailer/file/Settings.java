package org.fingerpost.mailer.file;

import java.time.Duration;
import java.util.Locale;

import org.fingerpost.api.instance.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings as values. A bad one is reported and the default holds, so that mail is delivered all the same. */
final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(FileMailer.class);

    private Settings() {
    }

    static Duration duration(String key, String value, Duration otherwise) {
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException e) {
            LOG.error("mailer.file: {}: {}; {} s are used", key, e.getMessage(), otherwise.toSeconds());
            return otherwise;
        }
    }

    /** Strict: a word that is neither must not switch anything off. */
    static boolean flag(String key, String value, boolean otherwise) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            LOG.error("mailer.file: {}: \"{}\": true or false is expected; {} is used", key, value, otherwise);
            return otherwise;
        }
        return Boolean.parseBoolean(word);
    }

    static Quoting quoting(String value) {
        try {
            return Quoting.valueOf(value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.error("mailer.file: quoting: \"{}\": mboxo, mboxrd or none is expected; mboxo is used", value);
            return Quoting.MBOXO;
        }
    }
}
