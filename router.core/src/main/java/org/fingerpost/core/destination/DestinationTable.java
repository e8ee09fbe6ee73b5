package org.fingerpost.core.destination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings by destination. Immutable; any thread. */
public final class DestinationTable implements SettingsByDestination {

    private record Entry(DestinationPattern pattern, DestinationSettings settings) {
    }

    private final DestinationSettings general;
    /** Those that name a host, by it; each list with the most specific first. */
    private final Map<String, List<Entry>> byHost = new HashMap<>();
    private final List<Entry> others = new ArrayList<>();

    /** @param general for whatever nothing else is said of */
    DestinationTable(DestinationSettings general, List<DestinationKeys> files) {
        this.general = general;
        files.stream().map(file -> new Entry(file.pattern(), file.over(general)))
                .sorted(Comparator.comparing(Entry::pattern, DestinationPattern.MOST_SPECIFIC_FIRST)
                        .thenComparing(entry -> entry.settings().name()))
                .forEach(this::add);
    }

    private void add(Entry entry) {
        if (entry.pattern().isOneHost()) {
            byHost.computeIfAbsent(entry.pattern().host(), host -> new ArrayList<>()).add(entry);
        } else {
            others.add(entry);
        }
    }

    @Override
    public DestinationSettings of(String mailer, String host) {
        if (byHost.isEmpty() && others.isEmpty()) {
            return general;
        }
        String ofMailer = DestinationPattern.lowerCase(mailer);
        String ofHost = DestinationPattern.lowerCase(host);
        for (Entry entry : byHost.getOrDefault(ofHost, List.of())) {
            if (entry.pattern().matches(ofMailer, ofHost)) {
                return entry.settings();
            }
        }
        for (Entry entry : others) {
            if (entry.pattern().matches(ofMailer, ofHost)) {
                return entry.settings();
            }
        }
        return general;
    }
}
