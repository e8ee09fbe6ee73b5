package org.fingerpost.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.console.QueueCensus.Amount;
import org.fingerpost.console.QueueCensus.Doing;

/** A census as text, with bars if they are wanted. Of one thread. */
final class CensusText {

    private static final int LABEL_WIDTH = 32;
    private static final int BAR_WIDTH = 50;
    private static final String[] UNITS = {"", "K", "M", "G", "T", "P", "E"};

    private final QueueCensus census;
    private final int top;
    private final boolean bars;
    private final StringBuilder text = new StringBuilder();

    CensusText(QueueCensus census, int top, boolean bars) {
        this.census = census;
        this.top = top;
        this.bars = bars;
    }

    @Override
    public String toString() {
        text.setLength(0);
        line(counted(census.total().messages(), "message") + ", " + size(census.total().octets()));
        census.oldest().ifPresent(job -> line("oldest " + job.id() + ", " + QueueText.span(job.arrived(), census.now())));
        for (Doing doing : Doing.values()) {
            Amount amount = census.of(doing);
            if (amount.messages() > 0) {
                line(String.format(Locale.ROOT, "  %-8s %10d  %8s", CensusJson.lower(doing), amount.messages(),
                        size(amount.octets())));
            }
        }
        if (census.total().messages() > 0) {
            line("recipients: " + census.recipients().entrySet().stream()
                    .map(each -> each.getValue() + " " + CensusJson.lower(each.getKey())).collect(Collectors.joining(", ")));
            section("AGE", classes(QueueCensus.AGES.stream().map(Durations::format).toList(), census.ages()));
            section("SIZE", classes(QueueCensus.SIZES.stream().map(CensusText::size).toList(), census.sizes()));
            section("DESTINATION (open recipients)", named(census.destinations(top), "(this machine, or not routed yet)"));
            section("MAILER (open recipients)", named(census.mailers(top), "(not tried yet)"));
        }
        down();
        return text.toString();
    }

    private void down() {
        if (census.down().isEmpty()) {
            return;
        }
        line("");
        line("DOWN");
        for (DestinationState state : census.down()) {
            line("  " + QueueText.destination(state, census.now()));
        }
    }

    private static Map<String, Long> classes(List<String> limits, long[] counts) {
        Map<String, Long> classes = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            classes.put(i < limits.size() ? "< " + limits.get(i) : ">= " + limits.get(limits.size() - 1), counts[i]);
        }
        return classes;
    }

    private static Map<String, Long> named(Map<String, Long> counts, String nameless) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((name, count) -> named.put(name.isEmpty() ? nameless : name, count));
        return named;
    }

    private void section(String title, Map<String, Long> counts) {
        line("");
        line(title);
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<String> lines = new ArrayList<>();
        counts.forEach((label, count) -> lines.add(String.format(Locale.ROOT, "  %-" + LABEL_WIDTH + "s %10d", label, count)
                + (bars && count > 0 ? "  " + "#".repeat((int) Math.max(1, BAR_WIDTH * count / most)) : "")));
        lines.forEach(this::line);
    }

    private void line(String line) {
        text.append(TextTable.printable(line)).append('\n');
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** In the largest unit of 1024 that leaves at least one of it. */
    static String size(long octets) {
        int unit = 0;
        double value = octets;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 || value >= 10 || value == Math.rint(value) ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.1f", value)) + (unit == 0 ? " B" : UNITS[unit]);
    }
}
