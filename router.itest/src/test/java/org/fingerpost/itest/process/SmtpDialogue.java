package org.fingerpost.itest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The client's side of an SMTP session, a line at a time. */
public final class SmtpDialogue implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    public SmtpDialogue(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        out = socket.getOutputStream();
        expect("220");
    }

    /** Sends a command and expects a reply that begins so. */
    public String command(String line, String expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return expect(expected);
    }

    public String expect(String expected) throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            reply.append(line).append('\n');
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        if (line == null || !line.startsWith(expected)) {
            throw new AssertionError("expected " + expected + " but heard " + reply);
        }
        return reply.toString();
    }

    /** A whole transaction; gives the queue id. */
    public String send(String from, String message, String... to) throws IOException {
        command("MAIL FROM:<" + from + ">", "250");
        for (String recipient : to) {
            command("RCPT TO:<" + recipient + ">", "250");
        }
        command("DATA", "354");
        out.write(message.replaceAll("(?m)^\\.", "..").getBytes(StandardCharsets.ISO_8859_1));
        return command(".", "250").split(" ")[2];
    }

    /** DATA whose content comes from a stream that is dot-stuffed already. */
    public void data(InputStream content) throws IOException {
        command("DATA", "354");
        content.transferTo(out);
        command(".", "250");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
