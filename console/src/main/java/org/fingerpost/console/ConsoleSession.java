package org.fingerpost.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.instance.DaemonThreads;

/**
 * One session of the Felix console. Command lines run one after the other on a thread of the session. One that takes too long is
 * given up and ends the session: whether its thread ever ends is up to the bundle that it hangs in, but nobody waits for it.
 */
final class ConsoleSession implements AutoCloseable {

    private static final String PROMPT = "fingerpost> ";
    /** Short names are looked up in these scopes first: {@code lb}, {@code list}, {@code mailers}. */
    private static final String SCOPES = "router:felix:scr:*";
    private static final Set<String> ENDS = Set.of("exit", "quit");
    private static final Pattern MISFIT = Pattern.compile("Cannot coerce (\\w+)\\(");
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Duration timeout;
    private final CommandSession session;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(new DaemonThreads("console-session"));
    private boolean givenUp;

    ConsoleSession(CommandProcessor processor, Invocation call, Duration timeout) {
        this.in = call.input();
        this.out = call.output();
        this.err = call.error();
        this.timeout = timeout;
        this.session = processor.createSession(in, out, err);
        session.put("SCOPE", SCOPES);
    }

    /** Reads and runs command lines; a line that fails does not end the session. */
    int interact() throws IOException {
        int status = 0;
        while (!givenUp) {
            out.print(PROMPT);
            String line = readLine();
            if (line == null || ENDS.contains(line)) {
                return 0;
            }
            status = line.isEmpty() ? 0 : execute(line);
        }
        return status;
    }

    /** Runs one command line: 0, or 1 if it failed. */
    int execute(String line) {
        if (ENDS.contains(line)) {
            return 0;
        }
        Future<CharSequence> result = thread.submit(() -> evaluate(line));
        try {
            print(result.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
            return 0;
        } catch (ExecutionException e) {
            return fail(explain(e.getCause()));
        } catch (TimeoutException e) {
            givenUp = true;
            return fail("given up after " + timeout.toSeconds() + " seconds; the command may still be at work");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            givenUp = true;
            return fail("interrupted");
        }
    }

    private CharSequence evaluate(String line) throws Exception {
        Object result = session.execute(line);
        return result == null ? "" : session.format(result, Converter.INSPECT);
    }

    private void print(CharSequence result) {
        if (result.length() > 0) {
            out.print(result);
            out.print(result.charAt(result.length() - 1) == '\n' ? "" : "\n");
        }
        out.flush();
        err.flush();
    }

    private int fail(String reason) {
        out.flush();
        err.println(reason);
        err.flush();
        return 1;
    }

    /**
     * Gogo's own words for arguments that do not fit name classes: {@code Cannot coerce update(Token) to any of [(Bundle), ...]}.
     */
    private static String explain(Throwable cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        Matcher misfit = MISFIT.matcher(reason);
        return misfit.lookingAt() ? misfit.group(1) + ": these arguments do not fit; \"help " + misfit.group(1)
                + "\" says what does"
                + " (a bundle is given by its number in \"lb\" or its name in \"lb -s\")" : reason;
    }

    /** Octet by octet: a command may read what follows its line. Null at the end of input. */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        while (octet >= 0 && octet != '\n') {
            if (line.size() == MAX_LINE) {
                throw new IOException("a command line of more than " + MAX_LINE + " octets");
            }
            line.write(octet);
            octet = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** Does not interrupt what was given up: it may be writing a file, which an interrupt would close under others. */
    @Override
    public void close() {
        thread.shutdown();
        if (!givenUp) {
            session.close();
        }
    }
}
