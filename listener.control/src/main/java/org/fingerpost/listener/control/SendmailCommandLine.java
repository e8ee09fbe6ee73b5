package org.fingerpost.listener.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.fingerpost.listener.control.SendmailArguments.ErrorMode;
import org.fingerpost.listener.control.SendmailArguments.Mode;

/**
 * Reads the command line of {@code sendmail}. What programs are known to give and what changes nothing here is accepted; what
 * would change the result and is not supported is refused by name, so that nobody believes that it was obeyed. Used once.
 */
final class SendmailCommandLine {

    private static final String WITH_VALUE = "ABbCDdeFfhLMNOopQqRrVX";
    /** {@code -o} options that change nothing: delivery mode, errors (see below), old-style headers, me too, verbose. */
    private static final Pattern HARMLESS_OPTION = Pattern.compile("d[bdiq]?|e|o|m|v|[dmov](?i:true|t|y)");
    private static final Pattern HARMLESS_LONG_OPTION = Pattern.compile("(?i)(DeliveryMode|MeToo|OldStyleHeaders|Verbose)=.*");
    private static final Pattern NOTIFY = Pattern.compile("(?i)NEVER|(SUCCESS|FAILURE|DELAY)(,(SUCCESS|FAILURE|DELAY)){0,2}");
    /** RFC 3461 §4: xtext. */
    private static final Pattern XTEXT = Pattern.compile("([!-*,-<>-~]|\\+[0-9A-F]{2}){1,100}");

    private final Map<String, String> senderParameters = new TreeMap<>();
    private final Map<String, String> recipientParameters = new TreeMap<>();
    private Mode mode = Mode.SUBMIT;
    private Optional<String> sender = Optional.empty();
    private Optional<String> fullName = Optional.empty();
    private boolean fromHeader;
    private boolean aliased = true;
    private boolean dotEnds = true;
    private ErrorMode errors = ErrorMode.PRINT;
    private boolean verbose;
    private QueueRequest queue = QueueRequest.ALL;

    private SendmailCommandLine() {
    }

    static SendmailArguments parse(List<String> words) throws UsageException {
        return new SendmailCommandLine().read(words);
    }

    private SendmailArguments read(List<String> words) throws UsageException {
        OptionScanner options = new OptionScanner(words, WITH_VALUE);
        for (char option = options.next(); option != 0; option = options.next()) {
            take(option, options.value());
        }
        List<String> recipients = recipients(options.operands(), words);
        boolean needed = mode == Mode.VERIFY || mode == Mode.SUBMIT && !fromHeader;
        if (needed && recipients.isEmpty()) {
            throw new UsageException("Recipient names must be specified");
        }
        return new SendmailArguments(mode, sender, fullName, aliased, fromHeader, dotEnds, errors, verbose, queue,
                senderParameters, recipientParameters, recipients);
    }

    private void take(char option, String value) throws UsageException {
        switch (option) {
            case 'f', 'r' -> sender(option, value);
            case 't' -> fromHeader = true;
            case 'i' -> dotEnds = false;
            case 'b' -> mode(value);
            case 'o' -> shortOption(value);
            case 'O' -> longOption(value);
            case 'B' -> senderParameters.put("BODY", oneOf(option, value, List.of("7BIT", "8BITMIME")));
            case 'R' -> senderParameters.put("RET", oneOf(option, value, List.of("FULL", "HDRS")));
            case 'V' -> senderParameters.put("ENVID", matching(option, value, XTEXT, "xtext of at most 100 characters"));
            case 'N' -> recipientParameters.put("NOTIFY",
                    matching(option, value, NOTIFY, "never, or some of success,failure,delay").toUpperCase(Locale.ROOT));
            case 'F' -> fullName = Optional.of(line("option -F", value));
            // Log tags, the protocol's name, submission: nothing here depends on them.
            case 'L', 'p', 'm', 's', 'G', 'U', 'A' -> { }
            case 'v' -> verbose = true;
            case 'q' -> queue(queue.with(value));
            case 'Q' -> queue(queue.quarantined(line("option -Q", value)));
            case 'n' -> aliased = false;
            case 'e' -> shortOption("e" + value);
            case 'C', 'D', 'd', 'h', 'M', 'X', 'I', 'c', 'T' ->
                    throw new UsageException("option -" + option + " is not supported in this version");
            default -> throw new UsageException("unknown option -" + printable(option));
        }
    }

    private void sender(char option, String value) throws UsageException {
        if (sender.isPresent()) {
            throw new UsageException("more than one sender: -" + option + " " + value);
        }
        String text = line("option -" + option, value).strip();
        sender = Optional.of(text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text);
    }

    /** What is said of the queue, whether it is printed or run. */
    private void queue(QueueRequest request) {
        queue = request;
        mode = mode == Mode.PRINT_QUEUE ? mode : Mode.RUN_QUEUE;
    }

    private void mode(String value) throws UsageException {
        mode = switch (value) {
            case "m" -> Mode.SUBMIT;
            case "p" -> Mode.PRINT_QUEUE;
            case "i" -> Mode.REBUILD_ALIASES;
            case "v" -> Mode.VERIFY;
            case "s" -> throw new UsageException("-bs: SMTP is spoken on the socket run/smtp, not on this one");
            case "d", "D" -> throw new UsageException("-b" + value + ": the router is started by \"fingerpost start\"");
            case "t" -> throw new UsageException("-bt is a word of its own: \"sendmail -bt -d21.12\"");
            default -> throw new UsageException("-b" + value + " is not supported in this version");
        };
    }

    private void shortOption(String value) throws UsageException {
        if (value.equals("i")) {
            dotEnds = false;
        } else if (value.length() == 2 && value.charAt(0) == 'e') {
            errors = errorMode(value.charAt(1));
        } else if (!HARMLESS_OPTION.matcher(value).matches()) {
            throw new UsageException("option -o" + value + " is not supported in this version");
        }
    }

    private static ErrorMode errorMode(char letter) throws UsageException {
        return switch (letter) {
            case 'p' -> ErrorMode.PRINT;
            case 'm', 'w', 'q' -> ErrorMode.STATUS;
            case 'e' -> ErrorMode.MAIL;
            default -> throw new UsageException("option -oe" + letter + ": one of p, m, w, q and e is expected");
        };
    }

    private void longOption(String value) throws UsageException {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.equals("ignoredots") || lower.equals("ignoredots=true")) {
            dotEnds = false;
        } else if (lower.matches("errormode=.")) {
            errors = errorMode(lower.charAt(lower.length() - 1));
        } else if (!HARMLESS_LONG_OPTION.matcher(value).matches()) {
            throw new UsageException("option -O " + value + " is not supported in this version");
        }
    }

    private static String oneOf(char option, String value, List<String> allowed) throws UsageException {
        String upper = value.toUpperCase(Locale.ROOT);
        if (!allowed.contains(upper)) {
            throw new UsageException("option -" + option + " " + value + ": one of " + String.join(" and ", allowed)
                    + " is expected");
        }
        return upper;
    }

    private static String matching(char option, String value, Pattern allowed, String expected) throws UsageException {
        if (!allowed.matcher(value).matches()) {
            throw new UsageException("option -" + option + " " + value + ": " + expected + " is expected");
        }
        return value;
    }

    private static List<String> recipients(List<String> operands, List<String> words) throws UsageException {
        boolean optionsEnded = operands.size() < words.size() && words.get(words.size() - operands.size() - 1).equals("--");
        List<String> addresses = new ArrayList<>();
        for (String operand : operands) {
            if (operand.startsWith("-") && !optionsEnded) {
                throw new UsageException(operand
                        + ": options come before the recipients (and -- before one that begins with a dash)");
            }
            addresses.addAll(AddressList.split(line("recipient", operand)));
        }
        return addresses;
    }

    private static String line(String what, String text) throws UsageException {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
            throw new UsageException(what + ": an address is one line");
        }
        return text;
    }

    private static String printable(char c) {
        return c > ' ' && c < 0x7f ? String.valueOf(c) : "\\" + Integer.toOctalString(c);
    }
}
