package org.fingerpost.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What each of the program's names does, with a router and without. Of one thread. */
final class Programs {

    private static final long STATUS_MILLIS = 10_000;
    /** The router ends a session that is idle, much sooner. */
    private static final long SMTP_MILLIS = 60 * 60 * 1000L;

    private final Path base;
    private final long timeoutMillis;
    private final Streams streams;

    /** @param base of the instance; null if nobody said which one */
    Programs(Path base, long timeoutMillis, Streams streams) {
        this.base = base;
        this.timeoutMillis = timeoutMillis;
        this.streams = streams;
    }

    int run(String program, List<String> words) {
        switch (program.substring(program.lastIndexOf('/') + 1)) {
            case "sendmail":
                return sendmail(words);
            case "mailq":
                return sendmail(with(words, "-bp"));
            case "newaliases":
                return sendmail(with(words, "-bi"));
            case "rmail":
                return rmail(words);
            case "fingerpost":
                return fingerpost(words);
            default:
                return fail("unknown program name " + program, Exit.USAGE);
        }
    }

    private int fingerpost(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        int option = rest.indexOf("--base");
        if (option >= 0 && option + 1 < rest.size()) {
            Path given = ProcessOctets.path(rest.get(option + 1));
            rest.subList(option, option + 2).clear();
            return new Programs(given, timeoutMillis, streams).fingerpost(rest);
        }
        if (rest.isEmpty() || option >= 0) {
            return fail("usage: fingerpost [--base DIR] COMMAND [ARGUMENT...]", Exit.USAGE);
        }
        return base == null
                ? fail("fingerpost: which instance? Give --base DIR or set FINGERPOST_BASE", Exit.USAGE)
                : forward(rest);
    }

    private int forward(List<String> words) {
        // Whoever asks how the router is wants to hear as well that it does not answer.
        long patience = words.get(0).equals("status") ? Math.min(timeoutMillis, STATUS_MILLIS) : timeoutMillis;
        try (RouterConnection router = connect("control", patience)) {
            return router.run(words, variables(), streams);
        } catch (IOException e) {
            return down(words.get(0), e);
        }
    }

    /** As service managers expect it: what is not running is no error for {@code stop}, and has numbers of its own for others. */
    private int down(String command, IOException reason) {
        switch (command) {
            case "status":
                streams.say("not running");
                return Exit.LSB_NOT_RUNNING;
            case "stop":
                streams.say("not running");
                return Exit.OK;
            case "reload":
                return fail("fingerpost reload: " + unreachable(reason), Exit.LSB_CANNOT_RELOAD);
            default:
                return fail("fingerpost " + command + ": " + unreachable(reason), Exit.UNAVAILABLE);
        }
    }

    /** For people: which router, and what is the matter with it. */
    private String unreachable(IOException reason) {
        if (!Files.isDirectory(base)) {
            return "there is no instance " + base;
        }
        boolean forbidden = String.valueOf(reason.getMessage()).contains("denied");
        return "the router of " + base + (forbidden ? " may not be asked by this user" : " is not running");
    }

    private int sendmail(List<String> words) {
        SendmailLine line = SendmailLine.read(words);
        List<String> command = with(words, "sendmail");
        if (base == null) {
            return fail("sendmail: which instance? FINGERPOST_BASE is not set", Exit.TEMPFAIL);
        }
        if (line.mode().equals(SendmailLine.SMTP)) {
            return smtp(line);
        }
        boolean operates = line.mode().equals(SendmailLine.REBUILD_ALIASES) || line.mode().equals(SendmailLine.RUN_QUEUE);
        try (RouterConnection router = connect(operates ? "control" : "submit", timeoutMillis)) {
            return router.run(command, variables(), streams);
        } catch (IOException e) {
            return line.mode().equals(SendmailLine.SUBMISSION) ? drop(command, line) : downWithoutMessage(line.mode(), e);
        }
    }

    /**
     * {@code sendmail -bs}. The options that go with it say something about messages on standard input: here the dialogue does.
     */
    private int smtp(SendmailLine line) {
        if (!line.objection().isEmpty()) {
            return fail("sendmail: " + line.objection(), Exit.USAGE);
        }
        try (SmtpRelay relay = SmtpRelay.open(base.resolve("run/smtp"), SMTP_MILLIS, streams)) {
            return relay.run();
        } catch (IOException e) {
            // What a mail reader shows, or acts upon: it keeps its message.
            streams.output("421 4.3.2 the mail router is not running, try again later\r\n".getBytes(StandardCharsets.US_ASCII));
            return fail("sendmail: " + unreachable(e), Exit.TEMPFAIL);
        }
    }

    private int drop(List<String> command, SendmailLine line) {
        if (!line.objection().isEmpty()) {
            return fail("sendmail: " + line.objection(), Exit.USAGE);
        }
        Path folder = base.resolve("var/spool/drop");
        try {
            new DropWriter(folder).leave(command, variables(), streams.input(), line.dotEnds());
            return Exit.OK;
        } catch (IOException e) {
            return fail("sendmail: the router is not running, and the message cannot be left in " + folder + ": " + why(e),
                    Exit.TEMPFAIL);
        }
    }

    /** The file system's exceptions say a file's name and leave it to their type what is the matter. */
    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        return e instanceof AccessDeniedException ? "permission denied"
                : e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : String.valueOf(e.getMessage());
    }

    private int downWithoutMessage(String mode, IOException reason) {
        switch (mode) {
            case SendmailLine.PRINT_QUEUE:
                return fail("mailq: " + unreachable(reason), Exit.TEMPFAIL);
            case SendmailLine.REBUILD_ALIASES:
                return aliasesWithoutRouter(reason);
            default:
                return fail("sendmail: " + unreachable(reason), Exit.TEMPFAIL);
        }
    }

    /** Who called us then compiles them with the tables' own program. */
    private int aliasesWithoutRouter(IOException reason) {
        String why = unreachable(reason);
        return Files.isDirectory(base) && why.endsWith("is not running") ? Exit.WITHOUT_ROUTER
                : fail("newaliases: " + why, Exit.TEMPFAIL);
    }

    private int rmail(List<String> recipients) {
        if (recipients.isEmpty() || recipients.get(0).startsWith("-")) {
            return fail("usage: rmail ADDRESS...", Exit.USAGE);
        }
        try {
            UucpMessage message = UucpMessage.read(streams.input());
            List<String> words = new ArrayList<>(List.of("-i", "-f", message.sender(), "--"));
            words.addAll(recipients);
            return new Programs(base, timeoutMillis, streams.withInput(message.rest())).sendmail(words);
        } catch (IOException e) {
            return fail("rmail: " + e.getMessage(), Exit.DATAERR);
        }
    }

    /** The socket {@code preferred}, or the one for everyone if this user may not use that one. */
    private RouterConnection connect(String preferred, long patienceMillis) throws IOException {
        Path run = base.resolve("run");
        try {
            return RouterConnection.open(run.resolve(preferred), patienceMillis);
        } catch (IOException e) {
            if (preferred.equals("submit")) {
                throw e;
            }
            return RouterConnection.open(run.resolve("submit"), patienceMillis);
        }
    }

    /** What the router may like to know of the user; it believes none of it. */
    private static List<String> variables() {
        return ProcessOctets.variables("LOGNAME", "USER", "NAME", "TZ");
    }

    private static List<String> with(List<String> words, String first) {
        List<String> longer = new ArrayList<>(words.size() + 1);
        longer.add(first);
        longer.addAll(words);
        return longer;
    }

    private int fail(String line, int status) {
        streams.complain(line);
        return status;
    }
}
