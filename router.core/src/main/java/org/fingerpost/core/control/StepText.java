package org.fingerpost.core.control;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.policy.Location;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.control.Lines.Ink;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Trace.Answerer;

/** Writes steps for a person, each below what it belongs to. */
final class StepText {

    /** Look-ups that took longer say so. */
    private static final Duration NOTABLE = Duration.ofMillis(20);

    private final Lines lines;
    private final TokenText tokens;
    /** The file whose lines are named without it. */
    private final Optional<Path> mainFile;

    StepText(Lines lines, TokenText tokens, Optional<Path> mainFile) {
        this.lines = lines;
        this.tokens = tokens;
        this.mainFile = mainFile;
    }

    void write(int depth, List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.RuleSetRun run) {
                write(depth, run);
            } else if (step instanceof Step.RuleFired rule) {
                lines.add(depth, where(rule.where()) + ": " + change(rule.before(), rule.after()));
                write(depth + 1, rule.asked());
            } else if (step instanceof Step.AddressRewritten address) {
                lines.add(depth, Ink.HEADING, role(address.role()) + ": "
                        + (address.result().equals(address.address()) ? address.address() + " (unchanged)"
                                : address.address() + " -> " + address.result()));
                write(depth + 1, address.steps());
            } else if (step instanceof Step.TableAsked asked) {
                write(depth, asked);
            } else if (step instanceof Step.Warned warned) {
                lines.add(depth, Ink.BAD, warned.message());
            }
        }
    }

    static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void write(int depth, Step.RuleSetRun run) {
        String name = "rule set " + run.name() + (run.bundle().isEmpty() ? "" : " of bundle " + run.bundle());
        boolean unchanged = run.after().equals(Optional.of(run.before()));
        if (unchanged && run.steps().isEmpty()) {
            lines.add(depth, Ink.FAINT, name + ": " + text(run.before()) + " (unchanged)");
            return;
        }
        String made = run.after().map(after -> change(run.before(), after)).orElse(text(run.before()) + " (given up)");
        lines.add(depth, name + ": " + made);
        write(depth + 1, run.steps());
    }

    private void write(int depth, Step.TableAsked asked) {
        String arguments = String.join("", asked.arguments().stream().map(argument -> ", \"" + argument + "\"").toList());
        String place = asked.by().place().isEmpty() ? "" : ", in " + asked.by().place();
        String kept = asked.by().kept().map(age -> ", kept for " + Durations.format(age.truncatedTo(ChronoUnit.SECONDS)))
                .orElse("");
        String time = asked.took().compareTo(NOTABLE) < 0 ? "" : ", after " + asked.took().toMillis() + " ms";
        lines.add(depth, asked.answer() instanceof Lookup.Unavailable ? Ink.LATER : Ink.PLAIN, "table " + asked.table()
                + ", \"" + asked.key() + "\"" + arguments + ": " + answer(asked.answer()) + place + kept + time
                + provider(asked.by()));
    }

    private static String provider(Answerer by) {
        String type = (by.type() + " " + by.source()).strip();
        String bundle = by.bundle().isEmpty() ? "" : "of bundle " + by.bundle();
        String all = type + (type.isEmpty() || bundle.isEmpty() ? "" : ", ") + bundle;
        return all.isEmpty() ? "" : "  (" + all + ")";
    }

    private static String answer(Lookup answer) {
        return answer instanceof Lookup.Found found ? "\"" + found.value() + "\""
                : answer instanceof Lookup.NotFound ? "not found" : ((Lookup.Unavailable) answer).reason();
    }

    private String change(List<String> before, List<String> after) {
        return before.equals(after) ? text(before) + " (unchanged)" : text(before) + " -> " + text(after);
    }

    private String text(List<String> list) {
        return list.isEmpty() ? "(nothing)" : tokens.of(list);
    }

    private String where(Location location) {
        return mainFile.filter(location.file()::equals).isPresent() ? "line " + location.line()
                : new Location(location.file(), location.line(), 0).toString();
    }
}
