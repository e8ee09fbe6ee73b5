package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

import org.fingerpost.api.instance.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes settings of texts. A bad one is logged and leaves the setting as it was. */
final class SettingsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    private SettingsReader() {
    }

    static Settings read(SmtpConfig config, Settings last) {
        SessionRules rules = new SessionRules(
                number("max.recipients", config.max_recipients(), last.rules().maxRecipients()),
                number("max.errors", config.max_errors(), last.rules().maxErrors()),
                value("bare.newlines", config.bare_newlines(), last.rules().bareNewlines(), SettingsReader::bareNewlines));
        return new Settings(
                value("listen", config.listen(), last.listen(), texts -> ListenAddress.parseAll(Arrays.asList(texts))),
                number("threads", config.threads(), last.threads()),
                number("max.sessions", config.max_sessions(), last.maxSessions()),
                number("max.sessions.per.client", config.max_sessions_per_client(), last.maxSessionsPerClient()),
                rules,
                value("idle.timeout", config.idle_timeout(), last.idleTimeout(), SettingsReader::timeout),
                value("data.timeout", config.data_timeout(), last.dataTimeout(), SettingsReader::timeout));
    }

    private static int number(String key, String text, int last) {
        return value(key, text, last, SettingsReader::positive);
    }

    private static <S, T> T value(String key, S text, T last, Function<S, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            LOG.error("smtp: setting {}: {}; it stays {}", key, e.getMessage(), last);
            return last;
        }
    }

    private static int positive(String text) {
        if (!text.strip().matches("0*[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number from 1 to 999999999");
        }
        return Integer.parseInt(text.strip());
    }

    private static Duration timeout(String text) {
        Duration timeout = Durations.parse(text);
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("\"" + text + "\" is less than a second");
        }
        return timeout;
    }

    private static BareNewlines bareNewlines(String text) {
        try {
            return BareNewlines.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is neither reject nor normalize");
        }
    }
}
