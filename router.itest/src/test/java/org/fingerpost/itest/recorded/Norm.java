package org.fingerpost.itest.recorded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes out of a text what cannot be the same twice: queue ids get numbers in the order of their appearance, dates a name. */
final class Norm {

    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final Pattern QUEUE_ID = Pattern.compile("\\b1[0-9A-HJKMNP-TV-Z]{15}\\b");
    private static final Pattern DATE = Pattern.compile(DAY + ", \\d{1,2} [A-Z][a-z]{2} 20\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}(?: \\([A-Z]+\\))?"
            + "|" + DAY + ", \\d{1,2} [A-Z][a-z]{2} 20\\d\\d \\d\\d:\\d\\d:\\d\\d (?:GMT|UTC)");
    private static final Pattern CTIME = Pattern.compile(DAY + " [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d 20\\d\\d");
    private static final Pattern QTIME = Pattern.compile(DAY + " [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d");
    private static final Pattern TIMESTAMP = Pattern.compile("\\b20\\d{10}\\.(?=QID)");
    /** Sendmail's version, and ours: the text in parentheses after {@code by HOST}. */
    private static final Pattern VERSION = Pattern.compile("(?<=\\()(?:8\\.17\\.1\\.9|Fingerpost)(?=/)");

    private final Map<String, String> ids = new HashMap<>();

    static String withoutVersion(String text) {
        return VERSION.matcher(text).replaceAll("VERSION");
    }

    String text(String text) {
        String named = QUEUE_ID.matcher(text).replaceAll(id -> ids.computeIfAbsent(id.group(), key -> "QID" + (ids.size() + 1)));
        named = DATE.matcher(named).replaceAll("DATE");
        named = CTIME.matcher(named).replaceAll("CTIME");
        named = QTIME.matcher(named).replaceAll("QTIME");
        named = TIMESTAMP.matcher(named).replaceAll("TSTAMP.");
        return withoutVersion(named);
    }

    MailerRun run(MailerRun run) {
        List<String> arguments = run.arguments().stream().map(this::text).toList();
        return new MailerRun(arguments, run.environment().stream().map(this::text).toList(), text(run.input()));
    }
}
