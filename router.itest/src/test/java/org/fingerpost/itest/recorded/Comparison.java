package org.fingerpost.itest.recorded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.fingerpost.itest.recorded.RecordedCase.Result;

/** What is different between a recorded result and ours, one line a difference. */
final class Comparison {

    private static final Comparator<MailerRun> ORDER = Comparator.comparing((MailerRun run) -> run.arguments()
            .subList(1, run.arguments().size()).toString())
            .thenComparing(MailerRun::input);

    private static final Pattern TOLD = Pattern.compile("(?m)^(?:Original-Envelope-Id: .*|Action: \\w+)");

    private final List<String> differences = new ArrayList<>();

    static List<String> of(Result expected, Result got) {
        Comparison comparison = new Comparison();
        comparison.compare(expected, got);
        return comparison.differences;
    }

    private void compare(Result expected, Result got) {
        if (expected.runs().stream().noneMatch(run -> fails(run) || isReport(run))) {
            same("exit status", expected.status(), got.status());
        }
        same("number of runs", expected.runs().size(), got.runs().size());
        List<MailerRun> theirs = sorted(expected.runs());
        List<MailerRun> ours = sorted(got.runs());
        for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
            compare(theirs.get(i), ours.get(i));
        }
    }

    private void compare(MailerRun theirs, MailerRun ours) {
        same("arguments", theirs.arguments().subList(1, theirs.arguments().size()),
                ours.arguments().subList(1, ours.arguments().size()));
        same("environment", theirs.environment(), ours.environment());
        if (!isReport(theirs) || !isReport(ours)) {
            same("message", theirs.input(), ours.input());
        } else {
            same("what is reported", told(theirs), told(ours));
        }
    }

    /** Our exit status does not wait for what becomes of a message. */
    private static boolean fails(MailerRun run) {
        return run.arguments().stream().anyMatch(argument -> argument.matches("(exit|quiet|sig)[1-9].*"));
    }

    /** What a report tells programs: the id that the sender gave, and what has become of so many recipients. */
    private static List<String> told(MailerRun report) {
        return TOLD.matcher(report.input()).results().map(MatchResult::group).sorted().toList();
    }

    /** Reports have words of our own. */
    private static boolean isReport(MailerRun run) {
        return run.input().contains("Mail Delivery Subsystem");
    }

    private void same(String what, Object expected, Object got) {
        if (!expected.equals(got)) {
            differences.add(what + around(String.valueOf(expected), String.valueOf(got)));
        }
    }

    /** The lines between those that are the same at the beginning and at the end. */
    private static String around(String expected, String got) {
        List<String> theirs = List.of(expected.split("(?<=\n)"));
        List<String> ours = List.of(got.split("(?<=\n)"));
        int shorter = Math.min(theirs.size(), ours.size());
        int begin = 0;
        while (begin < shorter && theirs.get(begin).equals(ours.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && theirs.get(theirs.size() - 1 - end).equals(ours.get(ours.size() - 1 - end))) {
            end++;
        }
        return shown("\n  expected: ", theirs.subList(begin, theirs.size() - end))
                + shown("\n  but was:  ", ours.subList(begin, ours.size() - end));
    }

    private static String shown(String title, List<String> lines) {
        return title + String.join("", lines).replace("\r", "\\r").replace("\t", "\\t").replace("\n", "\\n\n            ")
                .stripTrailing();
    }

    /** Mailers may run at the same time. */
    private static List<MailerRun> sorted(List<MailerRun> runs) {
        return runs.stream().sorted(ORDER).toList();
    }
}
