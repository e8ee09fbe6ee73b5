package org.fingerpost.mailer.vacation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.fingerpost.api.instance.Durations;

/**
 * What a forward file or alias says behind {@code |}: the words of the classic program vacation(1). No shell sees them.
 *
 * @param login    who is away
 * @param aliases  {@code -a}: further names (without a domain: at all our domains) and addresses of that person
 * @param message  {@code -m}: the file with the answer's text, if it is not the usual one
 * @param database {@code -f}: the file that says who has been answered, if it is not the usual one
 * @param interval {@code -r}, {@code -t}: how long nobody is answered again; empty: as the settings say
 * @param start    {@code --start}: the first day of absence
 * @param end      {@code --end}: the last day of absence
 */
record VacationCall(String login, List<String> aliases, Optional<String> message, Optional<String> database,
        Optional<Duration> interval, Optional<LocalDate> start, Optional<LocalDate> end) {

    /** A century: once, as {@code -r infinite} of the classic program has it. */
    static final Duration ONCE = Duration.ofDays(36_500);

    private static final int MAX_OCTETS = 4096;

    VacationCall {
        aliases = List.copyOf(aliases);
    }

    /**
     * @param command    without the {@code |}; its first word is the name by which this mailer was found
     * @param controller whose forward file says so: nobody answers for somebody else; empty if the operator says so
     * @throws IllegalArgumentException one line for people: what is wrong with it
     */
    static VacationCall parse(String command, String controller) {
        if (command.length() > MAX_OCTETS) {
            throw new IllegalArgumentException("a command of more than " + MAX_OCTETS + " octets");
        }
        Builder call = new Builder();
        List<String> words = words(command);
        for (int i = 1; i < words.size(); i++) {
            i += call.take(words.get(i), i + 1 < words.size() ? words.get(i + 1) : null);
        }
        return call.build(controller);
    }

    boolean isAway(LocalDate today) {
        return !start.filter(today::isBefore).isPresent() && !end.filter(today::isAfter).isPresent();
    }

    private static final class Builder {

        private String login = "";
        private final List<String> aliases = new ArrayList<>();
        private Optional<String> message = Optional.empty();
        private Optional<String> database = Optional.empty();
        private Optional<Duration> interval = Optional.empty();
        private Optional<LocalDate> start = Optional.empty();
        private Optional<LocalDate> end = Optional.empty();

        /** @return how many further words belong to it */
        int take(String word, String next) {
            switch (word) {
                case "--start" -> start = Optional.of(date(word, next));
                case "--end" -> end = Optional.of(date(word, next));
                case "-z", "-j", "-d", "-l", "-U" -> {
                    return 0; // see the documentation: the answer always goes out as RFC 3834 wants it
                }
                default -> {
                    return letter(word, next);
                }
            }
            return 1;
        }

        private int letter(String word, String next) {
            if (!word.startsWith("-")) {
                if (!login.isEmpty()) {
                    throw new IllegalArgumentException("one user is expected, not " + login + " and " + word);
                }
                login = word;
                return 0;
            }
            boolean joined = word.length() > 2;
            String value = joined ? word.substring(2) : next;
            if (word.length() < 2 || "amfrtsRC".indexOf(word.charAt(1)) < 0) {
                throw new IllegalArgumentException("unknown option " + word);
            }
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException("option " + word + " needs a value");
            }
            set(word.charAt(1), value);
            return joined ? 0 : 1;
        }

        private void set(char option, String value) {
            switch (option) {
                case 'a' -> aliases.add(value);
                case 'm' -> message = Optional.of(value);
                case 'f' -> database = Optional.of(value);
                case 'r', 't' -> interval = Optional.of(interval(value));
                default -> { } // -s, -R, -C: no effect here
            }
        }

        private static LocalDate date(String option, String value) {
            try {
                return LocalDate.parse(value == null ? "" : value);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(option + " needs a date such as 2026-12-24, not " + value);
            }
        }

        /** Days as in {@code -r 3}, with a unit as in {@code -t12h}; a word means once and for all. */
        private static Duration interval(String value) {
            if (!Character.isDigit(value.charAt(0))) {
                return ONCE;
            }
            String text = Character.isDigit(value.charAt(value.length() - 1)) ? value + "d" : value.toLowerCase(Locale.ROOT);
            Duration interval = Durations.parse(text);
            return interval.compareTo(ONCE) > 0 ? ONCE : interval;
        }

        VacationCall build(String controller) {
            if (login.isEmpty() && controller.isEmpty()) {
                throw new IllegalArgumentException("the user who is away is missing");
            }
            if (!login.isEmpty() && !controller.isEmpty() && !login.equals(controller)) {
                throw new IllegalArgumentException(controller + " does not answer for " + login);
            }
            return new VacationCall(login.isEmpty() ? controller : login, aliases, message, database, interval, start, end);
        }
    }

    /** Cut at blanks, outside of quotes; a backslash takes the next character as it is. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            boolean ends = quote == 0 && (c == ' ' || c == '\t');
            if (ends && begun) {
                words.add(word.toString());
                word.setLength(0);
            }
            begun = !ends;
            if (ends) {
                continue;
            }
            if (quote == 0 && (c == '"' || c == '\'') || quote == c) {
                quote = quote == 0 ? c : 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
                word.append(command.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote that does not end");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
