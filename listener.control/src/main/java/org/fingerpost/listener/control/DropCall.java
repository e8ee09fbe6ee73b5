package org.fingerpost.listener.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.fingerpost.api.control.ControlCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@code sendmail} command out of a file that holds the frames of its client, as the file's owner. */
final class DropCall {

    /**
     * What came of it.
     *
     * @param owner  whose file it was
     * @param status the exit status that the client would have had
     * @param said   the beginning of what it would have read, on one line
     */
    record Result(String owner, int status, String said) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(DropCall.class);

    private DropCall() {
    }

    /** A file that makes no sense is a {@link Sysexits#PROTOCOL} or, if it ends too early, a {@link Sysexits#DATAERR}. */
    static Result replay(Path file, ControlCommand sendmail) {
        Beginning said = new Beginning();
        PrintStream print = new PrintStream(said, false, StandardCharsets.ISO_8859_1);
        String owner = "an unknown user";
        int status;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
            status = replay(new FrameReader(in), owner, sendmail, print);
        } catch (ProtocolException e) {
            print.println(e.getMessage());
            status = Sysexits.PROTOCOL;
        } catch (IOException e) {
            print.println(e);
            status = Sysexits.DATAERR;
        } catch (RuntimeException e) { // of any bundle on the way; the file is kept for a person, those after it go on
            LOG.error("submitting {} failed", file, e);
            print.println(e);
            status = Sysexits.SOFTWARE;
        }
        print.flush();
        return new Result(owner, status, said.toString());
    }

    private static int replay(FrameReader frames, String owner, ControlCommand sendmail, PrintStream print) throws IOException {
        Request request = Request.read(frames).orElseThrow(() -> new ProtocolException("an empty file"));
        if (!request.command().equals("sendmail")) {
            throw new ProtocolException("a call of \"" + request.command() + "\" where one of sendmail is expected");
        }
        InputStream input = new FrameInput(frames, () -> { });
        return sendmail.run(Call.of(request, owner, input, print, print));
    }

    /** Keeps the first octets, as text of one line for the log. */
    private static final class Beginning extends OutputStream {

        private static final int LIMIT = 500;

        private final StringBuilder kept = new StringBuilder();

        @Override
        public void write(int octet) {
            int c = octet & 0xff;
            if (kept.length() < LIMIT) {
                kept.append(c == '\n' ? "; " : c < ' ' || c == 0x7f ? "?" : String.valueOf((char) c));
            }
        }

        @Override
        public String toString() {
            return kept.toString().strip();
        }
    }
}
