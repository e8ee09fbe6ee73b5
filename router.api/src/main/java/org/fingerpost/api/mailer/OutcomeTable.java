package org.fingerpost.api.mailer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import org.fingerpost.api.mail.EnhancedStatus;

/**
 * Temporary or permanent: what the answers of programs, servers and the machine mean, in one place for all mailers. What the
 * other side says for good is permanent; what it says that nobody knows is permanent too, "Service unavailable", as sendmail has
 * it. Trouble on our own side is always temporary. {@code docs/outcomes.md} shows the table.
 */
public final class OutcomeTable {

    /** What a reply of a server answers. */
    public enum Command {
        /** The connection itself, or a greeting: it is about the server, not about the message. */
        CONNECT,
        MAIL,
        RCPT,
        /** Any other, the end of the content included. */
        OTHER
    }

    /** The JVM, and a shell, add the number of the signal that ended a program to this. */
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int MAX_LENGTH = 400;
    private static final int TRANSIENT = 4;
    private static final int PERMANENT = 5;

    /** Subject and detail (RFC 3463 §3) of a reply that comes without an enhanced status. */
    private static final Map<Integer, String> ANYWHERE = Map.ofEntries(
            Map.entry(421, "3.2"), Map.entry(451, "3.0"), Map.entry(452, "3.1"), Map.entry(454, "7.0"), Map.entry(455, "5.4"),
            Map.entry(500, "5.2"), Map.entry(501, "5.4"), Map.entry(502, "5.1"), Map.entry(503, "5.1"), Map.entry(504, "5.4"),
            Map.entry(521, "3.2"), Map.entry(530, "7.0"), Map.entry(551, "1.6"), Map.entry(552, "3.4"),
            Map.entry(555, "5.4"), Map.entry(556, "1.10"));

    /** Where it depends on the command. */
    private static final Map<Command, Map<Integer, String>> IN_REPLY_TO = Map.of(
            Command.MAIL, Map.of(501, "1.7", 550, "7.1", 553, "1.7"),
            Command.RCPT, Map.of(450, "2.1", 452, "5.3", 501, "1.3", 550, "1.1", 553, "1.3"));

    private OutcomeTable() {
    }

    /**
     * What the end of a program means.
     *
     * @param value the exit status; 129 to 192 are signals, as the JVM and shells tell them
     * @param said  what the program said; left out when all is well
     */
    public static Outcome ofExitStatus(int value, Optional<Diagnostic> said) {
        int signal = value - SIGNALLED;
        if (signal > 0 && signal <= LAST_SIGNAL) {
            return Outcome.of(EnhancedStatus.of("4.3.0"), "program was ended by signal " + signal, said);
        }
        return ExitStatus.of(value)
                .map(known -> Outcome.of(known.status(), known.text(), known == ExitStatus.OK ? Optional.empty() : said))
                .orElseGet(() -> Outcome.of(EnhancedStatus.of("5.3.0"), "unknown mailer error " + value, said));
    }

    /**
     * What a reply that refuses means (RFC 5321 §4.2.1). One that is no refusal is not what was asked for: nobody knows what the
     * server has done, and it is tried again.
     *
     * @param code 200 to 599
     * @param said the enhanced status that its text begins with; not believed if its class is another than that of the code
     */
    public static EnhancedStatus ofRefusal(Command command, int code, Optional<EnhancedStatus> said) {
        int category = code / 100;
        if (category != TRANSIENT && category != PERMANENT) {
            return EnhancedStatus.of("4.5.0");
        }
        Optional<EnhancedStatus> believed = said.filter(status -> status.category() == category);
        if (command == Command.RCPT && code == 552 && believed.isEmpty()) {
            return EnhancedStatus.of("4.5.3"); // RFC 5321 §4.5.3.1.10: for "too many recipients" an old mistake for 452
        }
        return believed.orElseGet(() -> EnhancedStatus.of(category + "." + detail(command, code)));
    }

    private static String detail(Command command, int code) {
        if (command == Command.CONNECT) {
            return "3.2"; // RFC 3463 §3.4: the system is not accepting messages
        }
        String here = IN_REPLY_TO.getOrDefault(command, Map.of()).get(code);
        return here != null ? here : ANYWHERE.getOrDefault(code, "0.0");
    }

    /**
     * What it means that something of ours broke: a bundle that throws, a thread that there is none of, a file that cannot be
     * read. Always temporary.
     *
     * @param where what broke, for people: the beginning of the text, octets on one line
     */
    public static Outcome ofTrouble(String where, Throwable trouble) {
        Throwable cause = trouble instanceof CompletionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        if (cause instanceof RejectedExecutionException) {
            return Outcome.deferred("4.3.2", where + " all threads are busy");
        }
        return cause instanceof InterruptedException ? Outcome.deferred("4.3.2", where + " was interrupted")
                : Outcome.deferred("4.3.0", where + " failed: " + line(cause.toString()));
    }

    /** One line of printable ASCII, whatever a program says of itself. */
    private static String line(String text) {
        String line = text.replaceAll("[\\r\\n\\t]+", " ").replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
    }
}
