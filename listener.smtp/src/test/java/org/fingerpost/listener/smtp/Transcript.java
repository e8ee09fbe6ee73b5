package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.fingerpost.api.instance.Networks;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.submit.Offers;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.fingerpost.listener.smtp.extension.Extension;

/**
 * A session as a file. Lines begin with
 * <ul>
 * <li>{@code S:} a line that the server sends, without CRLF, with the same escapes; {@code <EHLO>} stands for all lines that
 *     answer EHLO, as SMTP in the clear has them
 * <li>{@code C:} a line that the client sends; CRLF is added unless it ends with {@code \c}; {@code \r \n \\ \xHH} as in C;
 *     {@code \*N(text)} is the text N times
 * <li>{@code P:} what the post office is asked; if there are any of these, it is asked just that
 * <li>{@code !} how the post office behaves; a rule of the session; what a client may do ({@code limit message 2}, {@code
 *     conduct IDLE-COMMANDS REFUSED-RECIPIENTS}); how it stands after the greeting ({@code service lmtp}, {@code tls}, {@code
 *     user joe})
 * <li>{@code #} a comment
 * </ul>
 */
final class Transcript {

    static final Path FILES = Path.of("src/test/resources/transcripts");
    static final Protection TLS = new Protection("TLSv1.3", "TLS_AES_256_GCM_SHA384", 256, "", "", false, "");
    private static final Consumer<Caller> NOTHING_KNOWN = caller -> { };

    final String name;
    final RecordingOffice office = new RecordingOffice();
    boolean absent;
    private int maxRecipients = Dialog.RULES.maxRecipients();
    private int maxErrors = Dialog.RULES.maxErrors();
    private BareNewlines bareNewlines = BareNewlines.REJECT;
    private boolean lenientPaths;
    private Set<Extension> withheld = Set.of();
    private SecurityRules security = SecurityRules.DEFAULT;
    private boolean hasCertificate;
    /** Null if nobody can be asked. */
    private FakeAuthenticator authenticator;
    private Conduct.Limits conduct = Conduct.Limits.NONE;
    private final Map<Event, Integer> rates = new EnumMap<>(Event.class);
    private Service service = Service.SMTP;
    private Consumer<Caller> client = NOTHING_KNOWN;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private final List<String> asked = new ArrayList<>();

    private Transcript(String name) {
        this.name = name;
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList();
        }
    }

    /** The latest date for a release depends on when a transcript is played. */
    static String withoutDates(String replies) {
        return replies.replaceAll("(FUTURERELEASE \\d+|HOLDUNTIL is) 2\\S+Z", "$1 DATE");
    }

    static Transcript read(Path file) {
        try {
            Transcript transcript = new Transcript(file.getFileName().toString());
            Files.readAllLines(file).forEach(transcript::line);
            return transcript;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String rest = line.replaceFirst("^(S:|C:|P:|!) ?", "");
        switch (line.charAt(0)) {
            case 'S' -> expected.append(rest.equals("<EHLO>") ? ehlo() : unescape(rest) + "\r\n");
            case 'C' -> sent.append(unescape(rest.endsWith("\\c") ? rest.substring(0, rest.length() - 2) : rest + "\\r\\n"));
            case 'P' -> asked.add(unescape(rest));
            case '!' -> directive(rest.split(" ", 2)[0], rest.substring(rest.indexOf(' ') + 1));
            default -> throw new IllegalArgumentException(name + ": " + line);
        }
    }

    private void directive(String what, String argument) {
        switch (what) {
            case "absent" -> absent = true;
            case "max" -> office.maxBytes = Long.parseLong(argument);
            case "host" -> office.hostName = unescape(argument);
            case "throw" -> office.throwing.add(argument);
            case "null-verdict" -> office.commits = () -> CompletableFuture.completedFuture(null);
            case "admit", "mail", "content", "commit", "verify", "expand", "turn" -> office.verdicts.put(what, verdict(argument));
            case "rcpt" -> office.verdicts.put("rcpt " + argument.split(" ")[0], verdict(argument.split(" ", 2)[1]));
            case "max.recipients" -> maxRecipients = Integer.parseInt(argument);
            case "max.errors" -> maxErrors = Integer.parseInt(argument);
            case "no-receipts" -> office.receipts = false;
            case "normalize" -> bareNewlines = BareNewlines.NORMALIZE;
            case "lenient.paths" -> lenientPaths = true;
            case "withhold" -> withheld = Extension.parseAll(argument);
            case "conduct" -> conduct = new Conduct.Limits(Integer.parseInt(argument.split(" ")[0]),
                    Integer.parseInt(argument.split(" ")[1]), Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO);
            case "limit" -> rates.put(Event.valueOf(argument.split(" ")[0].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(argument.split(" ")[1]));
            case "features" -> office.features = argument;
            case "offers-nothing" -> office.offers = new Offers(100, Duration.ZERO, Optional.empty(), false, false, false, false);
            case "member" -> office.members = List.of(unescape(argument));
            case "service" -> service = Service.valueOf(argument.toUpperCase(Locale.ROOT));
            case "certificate" -> hasCertificate = true;
            case "authenticator" -> authenticator = new FakeAuthenticator();
            case "auth.plaintext" -> security = security(true, security.submissionTls(), security.submissionAuth());
            case "submission.tls" -> security = security(security.authInClear(), Boolean.parseBoolean(argument),
                    security.submissionAuth());
            case "submission.auth" -> security = security(security.authInClear(), security.submissionTls(),
                    Boolean.parseBoolean(argument));
            case "xclient" -> security = new SecurityRules(security.authInClear(), security.submissionTls(),
                    security.submissionAuth(), Networks.parse(argument), security.proxies(), security.handshake());
            case "tls" -> client = client.andThen(caller -> caller.secured(TLS));
            case "user" -> client = client.andThen(caller -> caller.authenticated(argument, "PLAIN"));
            default -> throw new IllegalArgumentException(name + ": ! " + what);
        }
    }

    private SecurityRules security(boolean authInClear, boolean submissionTls, boolean submissionAuth) {
        return new SecurityRules(authInClear, submissionTls, submissionAuth, security.xclient(), security.proxies(),
                security.handshake());
    }

    /** What {@code <EHLO>} stands for. */
    String ehlo() {
        return String.join("\r\n250-", "250-" + office.hostName, "PIPELINING", "8BITMIME",
                "SIZE" + (office.maxBytes > 0 ? " " + office.maxBytes : ""), "DSN", "ENHANCEDSTATUSCODES", "CHUNKING",
                "BINARYMIME",
                "SMTPUTF8", "DELIVERBY", "MT-PRIORITY", "LIMITS RCPTMAX=" + maxRecipients, "ETRN", "VRFY", "EXPN")
                + "\r\n250 HELP\r\n";
    }

    private static Verdict verdict(String text) {
        String[] parts = text.split(" ", 3);
        return Verdict.of(Integer.parseInt(parts[0]), parts[1], unescape(parts[2]));
    }

    /** How many exchanges have been left open. */
    int openExchanges() {
        return authenticator == null ? 0 : authenticator.open;
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                out.append(text.charAt(i));
                continue;
            }
            char kind = text.charAt(++i);
            switch (kind) {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 'x' -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                case '*' -> {
                    int open = text.indexOf('(', i);
                    int close = text.indexOf(')', open);
                    out.append(text.substring(open + 1, close).repeat(Integer.parseInt(text.substring(i + 1, open))));
                    i = close;
                }
                default -> out.append(kind);
            }
        }
        return out.toString();
    }

    SessionRules rules() {
        return new SessionRules(maxRecipients, maxErrors, bareNewlines, conduct, Duration.ZERO, EarlyTalk.REJECT,
                lenientPaths, withheld, security);
    }

    Dialog begin() {
        ClientLimits limits = new ClientLimits(100, rates, Duration.ofMinutes(1), 64, Networks.NONE);
        Dialog dialog = new Dialog(absent ? null : office, rules(), service,
                rates.isEmpty() ? ClientQuota.UNLIMITED : new ClientQuota(false, () -> limits, () -> 0), client);
        if (hasCertificate) {
            dialog.offices.security().bind(new FakeTls());
        }
        if (authenticator != null) {
            dialog.offices.security().bind(1, authenticator);
        }
        return dialog;
    }

    /** Whether it needs nothing that a plain connection does not have. */
    boolean isPlain() {
        return service == Service.SMTP && client == NOTHING_KNOWN && rates.isEmpty() && !absent && !hasCertificate
                && authenticator == null && security.xclient().isEmpty();
    }

    String sent() {
        return sent.toString();
    }

    String expected() {
        return expected.toString();
    }

    List<String> asked() {
        return asked;
    }
}
