package org.fingerpost.console;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Glob;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Selector.Criterion;
import org.fingerpost.api.queue.Selector.Property;

/**
 * What was said after {@code fingerpost queue VERB}.
 *
 * @param selection which messages; empty if nothing was said about that
 * @param flags     the options without value that were given
 * @param reason    why, for the log
 * @param top       how many of the most frequent are shown
 */
record QueueArguments(Optional<Selector> selection, Set<String> flags, String reason, int top) {

    static final String ALL = "--all";
    static final String JSON = "--json";
    static final String YES = "--yes";
    static final String DRY_RUN = "--dry-run";
    static final String GRAPH = "--graph";

    private static final int DEFAULT_TOP = 10;
    private static final int MAX_TOP = 1000;
    private static final Map<String, Property> CRITERIA = Map.of("--sender", Property.SENDER, "--recipient", Property.RECIPIENT,
            "--destination", Property.DESTINATION, "--mailer", Property.MAILER);

    /** A command line that makes no sense; the message says what is wrong with it. */
    static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** @param allowed the options without value, and {@code --reason} and {@code --top}, that this verb knows */
    static QueueArguments parse(List<String> words, Set<String> allowed, Instant now) throws Wrong {
        return new Reading(allowed, now).read(new ArrayDeque<>(words));
    }

    /** Of one thread, used once. */
    private static final class Reading {

        private final Set<String> allowed;
        private final Instant now;
        private final Set<QueueId> ids = new HashSet<>();
        private final Set<String> flags = new HashSet<>();
        private Selector selector = Selector.ALL;
        private Optional<Instant> arrivedBefore = Optional.empty();
        private String reason = "";
        private int top = DEFAULT_TOP;

        Reading(Set<String> allowed, Instant now) {
            this.allowed = allowed;
            this.now = now;
        }

        QueueArguments read(Deque<String> words) throws Wrong {
            while (!words.isEmpty()) {
                take(words.remove(), words);
            }
            boolean narrowed = !selector.equals(Selector.ALL) || !ids.isEmpty() || arrivedBefore.isPresent();
            if (narrowed && flags.contains(ALL)) {
                throw new Wrong("--all stands alone: the other selectors would have no meaning beside it");
            }
            Selector which = new Selector(ids, selector.criteria(), arrivedBefore, selector.held());
            return new QueueArguments(narrowed || flags.contains(ALL) ? Optional.of(which) : Optional.empty(), Set.copyOf(flags),
                    reason, top);
        }

        private void take(String word, Deque<String> rest) throws Wrong {
            if (CRITERIA.containsKey(word)) {
                selector = selector.and(new Criterion(CRITERIA.get(word), glob(value(word, rest)), false));
            } else if (word.equals("--older")) {
                arrivedBefore = Optional.of(older(value(word, rest)));
            } else if (word.equals("--held")) {
                selector = selector.withHeld(true);
            } else if (!word.startsWith("-")) {
                ids.add(id(word));
            } else if (!allowed.contains(word) && !word.equals(ALL)) {
                throw new Wrong("unknown option " + TextTable.printable(word));
            } else if (word.equals("--reason")) {
                reason = value(word, rest);
            } else if (word.equals("--top")) {
                top = top(value(word, rest));
            } else {
                flags.add(word);
            }
        }

        private static String value(String option, Deque<String> rest) throws Wrong {
            if (rest.isEmpty()) {
                throw new Wrong(option + " needs a value");
            }
            return rest.remove();
        }

        private static QueueId id(String word) throws Wrong {
            if (!QueueId.isValid(word)) {
                throw new Wrong("\"" + TextTable.printable(word) + "\" is no queue id: letters and digits are expected");
            }
            return new QueueId(word);
        }

        /** Addresses may be given as they are shown. */
        private static Glob glob(String text) {
            boolean bracketed = text.startsWith("<") && text.endsWith(">");
            return new Glob(bracketed ? text.substring(1, text.length() - 1) : text);
        }

        private Instant older(String text) throws Wrong {
            try {
                return now.minus(Durations.parse(text));
            } catch (IllegalArgumentException e) {
                throw new Wrong("--older: " + e.getMessage());
            }
        }

        private static int top(String text) throws Wrong {
            try {
                int number = Integer.parseInt(text);
                if (number >= 1 && number <= MAX_TOP) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new Wrong("--top: \"" + TextTable.printable(text) + "\" is no number");
            }
            throw new Wrong("--top: a number from 1 to " + MAX_TOP + " is expected");
        }
    }
}
