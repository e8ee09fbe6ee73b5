package org.fingerpost.itest.recorded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes out of a text what cannot be the same twice: queue ids get numbers in the order of their appearance in one text, dates a
 * name, and so does what follows from the program's version.
 */
final class Norm {

    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final Pattern QUEUE_ID = Pattern.compile("\\b1[0-9A-HJKMNP-TV-Z]{15}\\b|\\bQID\\d+");
    private static final Pattern DATE = Pattern.compile(DAY
            + ", \\d{1,2} [A-Z][a-z]{2} 20\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}(?: \\([A-Z]+\\))?"
            + "|" + DAY + ", \\d{1,2} [A-Z][a-z]{2} 20\\d\\d \\d\\d:\\d\\d:\\d\\d (?:GMT|UTC)");
    private static final Pattern CTIME = Pattern.compile(DAY + " [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d 20\\d\\d");
    private static final Pattern QTIME = Pattern.compile(DAY + " [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d");
    private static final Pattern TIMESTAMP = Pattern.compile("\\b20\\d{10}\\.(?=QID)");
    /** What follows {@code by HOST} in a trace field. */
    private static final Pattern VERSION = Pattern.compile("(?<=\\()(?:8\\.17\\.1\\.9|Fingerpost)(?=/)");
    /** A header field of the policies that sendmail writes wrong: its mark for {@code $&}, and then the macro's name. */
    private static final Pattern LATE_MACRO = Pattern.compile("List-Owner: .*\\r?\\n");
    /** Who runs the tests. */
    private static final Pattern USER = Pattern.compile("\\(from " + Pattern.quote(System.getProperty("user.name"))
            + "@localhost\\)");

    private Norm() {
    }

    static String text(String text) {
        Map<String, String> ids = new HashMap<>();
        String plain = QUEUE_ID.matcher(text).replaceAll(id -> ids.computeIfAbsent(id.group(), key -> "QID" + (ids.size() + 1)));
        plain = DATE.matcher(plain).replaceAll("DATE");
        plain = CTIME.matcher(plain).replaceAll("CTIME");
        plain = QTIME.matcher(plain).replaceAll("QTIME");
        plain = TIMESTAMP.matcher(plain).replaceAll("TSTAMP.");
        plain = LATE_MACRO.matcher(plain).replaceAll("");
        plain = USER.matcher(plain).replaceAll("(from root@localhost)");
        return VERSION.matcher(plain).replaceAll("VERSION");
    }

    static MailerRun run(MailerRun run) {
        List<String> arguments = run.arguments().stream().map(Norm::text).toList();
        return new MailerRun(arguments, run.environment().stream().map(Norm::text).toList(), text(run.input()));
    }
}
