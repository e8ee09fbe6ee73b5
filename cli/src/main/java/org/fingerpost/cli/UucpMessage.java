package org.fingerpost.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message as UUCP hands it to {@code rmail}: before it come lines {@code From user date remote from host}, the last hop first,
 * which together are the sender's path {@code host!host!user} (RFC 976).
 */
final class UucpMessage {

    private static final int MAX_LINE = 4096;
    private static final int MAX_PATH = 1024;
    private static final String REMOTE = " remote from ";

    private final String sender;
    private final InputStream rest;

    private UucpMessage(String sender, InputStream rest) {
        this.sender = sender;
        this.rest = rest;
    }

    /** @throws IOException if the input cannot be read, begins with no such line, or with one that is no sane one */
    static UucpMessage read(InputStream in) throws IOException {
        StringBuilder path = new StringBuilder();
        String user = "";
        String line = line(in);
        while (line.startsWith("From ") || line.startsWith(">From ")) {
            String trace = line.substring(line.indexOf(' ') + 1).strip();
            int blank = trace.indexOf(' ');
            user = blank < 0 ? trace : trace.substring(0, blank);
            int remote = trace.lastIndexOf(REMOTE);
            if (remote >= 0) {
                path.append(trace.substring(remote + REMOTE.length()).strip()).append('!');
            }
            if (path.length() > MAX_PATH) {
                throw new IOException("the sender's path is too long");
            }
            line = line(in);
        }
        if (user.isEmpty()) {
            throw new IOException("the message does not begin with a From line");
        }
        InputStream begun = new ByteArrayInputStream(line.getBytes(StandardCharsets.ISO_8859_1));
        return new UucpMessage(path + user, new SequenceInputStream(begun, in));
    }

    /** With its LF, if it has one. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = 0;
        while (octet != '\n' && line.size() < MAX_LINE) {
            octet = in.read();
            if (octet < 0) {
                break;
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    String sender() {
        return sender;
    }

    /** What follows those lines. */
    InputStream rest() {
        return rest;
    }
}
