package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.EnhancedStatus;

/**
 * One reply of a server, all its lines (RFC 5321 §4.2).
 *
 * @param code  200 to 599
 * @param lines the texts after the code, at least one, perhaps empty; octets without line ends and control characters
 */
record Reply(int code, List<String> lines) {

    private static final int MAX_ONE_LINE = 500;

    private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s.*)?");

    Reply {
        lines = List.copyOf(lines);
    }

    /** The first digit of the code. */
    int category() {
        return code / 100;
    }

    boolean isRefusal() {
        return category() == 4 || category() == 5;
    }

    /** The enhanced status that the text begins with (RFC 2034), if its class agrees with the code. */
    Optional<EnhancedStatus> status() {
        Matcher m = ENHANCED.matcher(lines.get(0));
        return m.matches()
                ? EnhancedStatus.parse(m.group(1)).filter(status -> status.category() == category())
                : Optional.empty();
    }

    /** The whole reply as it was sent, lines separated by LF. */
    String text() {
        StringBuilder text = new StringBuilder();
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            text.append(code).append('-').append(lines.get(i)).append('\n');
        }
        return text.append(code).append(' ').append(lines.get(last)).toString().stripTrailing();
    }

    /** For people: the code once and all texts, cut off after {@value #MAX_ONE_LINE} chars. */
    String oneLine() {
        String line = (code + " " + String.join(" ", lines)).stripTrailing();
        return line.length() > MAX_ONE_LINE ? line.substring(0, MAX_ONE_LINE) : line;
    }
}
