package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.submit.Verdict;

/**
 * A session as a file. Lines begin with
 * <ul>
 * <li>{@code S:} a line that the server sends, without CRLF
 * <li>{@code C:} a line that the client sends; CRLF is added unless it ends with {@code \c}; {@code \r \n \\ \xHH} as in C;
 *     {@code \*N(text)} is the text N times
 * <li>{@code P:} what the post office is asked; if there are any of these, it is asked just that
 * <li>{@code !} how the post office behaves, or a rule of the session
 * <li>{@code #} a comment
 * </ul>
 */
final class Transcript {

    final String name;
    final RecordingOffice office = new RecordingOffice();
    boolean absent;
    private int maxRecipients = Dialog.RULES.maxRecipients();
    private int maxErrors = Dialog.RULES.maxErrors();
    private BareNewlines bareNewlines = BareNewlines.REJECT;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private final List<String> asked = new ArrayList<>();

    private Transcript(String name) {
        this.name = name;
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
            case 'S' -> expected.append(rest).append("\r\n");
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
            case "admit", "mail", "content", "commit", "verify" -> office.verdicts.put(what, verdict(argument));
            case "rcpt" -> office.verdicts.put("rcpt " + argument.split(" ")[0], verdict(argument.split(" ", 2)[1]));
            case "max.recipients" -> maxRecipients = Integer.parseInt(argument);
            case "max.errors" -> maxErrors = Integer.parseInt(argument);
            case "no-receipts" -> office.receipts = false;
            case "normalize" -> bareNewlines = BareNewlines.NORMALIZE;
            default -> throw new IllegalArgumentException(name + ": ! " + what);
        }
    }

    private static Verdict verdict(String text) {
        String[] parts = text.split(" ", 3);
        return Verdict.of(Integer.parseInt(parts[0]), parts[1], unescape(parts[2]));
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

    Dialog begin() {
        return new Dialog(absent ? null : office, new SessionRules(maxRecipients, maxErrors, bareNewlines));
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
