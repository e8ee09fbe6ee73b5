package org.fingerpost.core.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.core.policy.Relaying;

/**
 * The command line of {@code explain}.
 *
 * @param from   the sender that is asked about, without angle brackets; empty inside for {@code <>}
 * @param client the IP address of the client that is asked about
 * @param servers whether the servers that mailers would connect to are wanted, for which names are asked for
 */
record ExplainArguments(String address, Optional<String> from, Optional<String> client, boolean servers,
        boolean json, boolean coloured) {

    static final String USAGE = """
            usage: fingerpost explain [--from SENDER] [--client IP] [--servers] [--json] ADDRESS

              --from SENDER  as if mail for ADDRESS came from SENDER, and with the steps that rewrite both for the mailer
              --client IP    as if it came by SMTP from there: what that client is answered, and why
              --servers      with the servers that would be tried, in order, found in the domain name system now
              --json         for programs
              --color        with colours; a terminal gets them unless NO_COLOR is set
              --             ADDRESS follows, even if it begins with a dash
            """;

    /** What is wrong with a command line, in one line. */
    static final class Misuse extends Exception {

        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message, null, false, false);
        }
    }

    static ExplainArguments of(List<String> words) throws Misuse {
        Deque<String> left = new ArrayDeque<>(words);
        Optional<String> address = Optional.empty();
        Optional<String> from = Optional.empty();
        Optional<String> client = Optional.empty();
        boolean servers = false;
        boolean json = false;
        boolean coloured = false;
        boolean optionsEnded = false;
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            if (optionsEnded || !word.startsWith("-")) {
                if (address.isPresent()) {
                    throw new Misuse("one address at a time: \"" + address.get() + "\", or \"" + word + "\"?");
                }
                address = Optional.of(word);
                continue;
            }
            switch (word) {
                case "--from" -> from = Optional.of(bare(value(word, left)));
                case "--client" -> client = Optional.of(client(value(word, left)));
                case "--servers" -> servers = true;
                case "--json" -> json = true;
                case "--color" -> coloured = true;
                case "--" -> optionsEnded = true;
                default -> throw new Misuse("unknown option " + word);
            }
        }
        if (address.isEmpty() || address.get().isBlank()) {
            throw new Misuse("no address");
        }
        requireLine(address.get());
        return new ExplainArguments(address.get(), from, client, servers, json, coloured);
    }

    private static String value(String option, Deque<String> left) throws Misuse {
        if (left.isEmpty()) {
            throw new Misuse(option + " needs a value");
        }
        String value = left.removeFirst();
        requireLine(value);
        return value;
    }

    private static void requireLine(String value) throws Misuse {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new Misuse("an address is one line");
        }
    }

    private static String bare(String sender) {
        return sender.startsWith("<") && sender.endsWith(">") ? sender.substring(1, sender.length() - 1) : sender;
    }

    private static String client(String value) throws Misuse {
        if (!Relaying.isAddress(value)) {
            throw new Misuse("--client " + value + ": an IP address is expected, such as 192.0.2.1 or 2001:db8::1");
        }
        return value;
    }

    ReversePath sender(String user) {
        return from.map(ReversePath::of).orElseGet(() -> ReversePath.of(user));
    }

    Origin origin(String user) {
        return client.map(ip -> new Origin("ESMTP", "[" + ip + "]", ip, "")).orElseGet(() -> Origin.local(user));
    }
}
