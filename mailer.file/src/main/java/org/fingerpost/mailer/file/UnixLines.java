package org.fingerpost.mailer.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;

/**
 * Writes a message as files have it: lines end with LF instead of CRLF, a CR by itself stays. Lines of the body are quoted as
 * {@link Quoting} says. How the octets are cut into calls makes no difference. Used by one thread.
 */
final class UnixLines {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_AT_START = -1;

    private final OutputStream out;
    private final Quoting quoting;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private long count;
    /** A CR whose next octet is not yet known. */
    private boolean cr;
    /** How many octets of {@link #FROM} the line has begun with; they are held back until it is clear whether they go on. */
    private int matched = NOT_AT_START;

    UnixLines(OutputStream out, Quoting quoting) {
        this.out = out;
        this.quoting = quoting;
    }

    /** All octets given to {@link #out} or about to be. */
    long count() {
        return count;
    }

    /** Header, empty line and body; {@code progress} is run every so often. */
    void write(Message message, Runnable progress) throws IOException {
        for (HeaderField field : message.header().fields()) {
            write(withoutObsoleteBlank(field.raw()) + "\r\n");
        }
        write("\n");
        byte[] chunk = new byte[BUFFER_BYTES];
        try (InputStream body = open(message.body())) {
            matched = startOfLine();
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                write(chunk, n);
                progress.run();
            }
        }
        endText();
    }

    /** The store's error must not be taken for the mailbox's. */
    private static InputStream open(Body body) throws IOException {
        try {
            return body.open();
        } catch (IOException e) {
            throw new IOException("the message cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@code From : x} is an address field (RFC 5322 §4.5), but looks like the beginning of a message. */
    private static String withoutObsoleteBlank(String field) {
        return field.startsWith("From ") ? "From" + field.substring(field.indexOf(':')) : field;
    }

    /** Text of ours or of the header: line ends are changed, nothing is quoted. */
    void write(String octets) throws IOException {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        write(bytes, bytes.length);
        endText();
    }

    void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
        out.flush();
    }

    private void write(byte[] octets, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            if (cr && octet != '\n') {
                take((byte) '\r');
            }
            cr = octet == '\r';
            if (!cr) {
                take(octet);
            }
        }
    }

    private void endText() throws IOException {
        if (cr) {
            cr = false;
            take((byte) '\r');
        }
        release();
    }

    private void take(byte octet) throws IOException {
        if (matched >= 0 && octet == FROM[matched]) {
            if (++matched == FROM.length) {
                put((byte) '>');
                release();
            }
            return;
        }
        boolean quoteMark = matched == 0 && octet == '>' && quoting == Quoting.MBOXRD;
        if (!quoteMark) {
            release();
        }
        put(octet);
        if (octet == '\n') {
            matched = startOfLine();
        }
    }

    private int startOfLine() {
        return quoting == Quoting.NONE ? NOT_AT_START : 0;
    }

    /** Lets go of what was held back. */
    private void release() throws IOException {
        for (int i = 0; i < matched; i++) {
            put(FROM[i]);
        }
        matched = NOT_AT_START;
    }

    private void put(byte octet) throws IOException {
        if (used == BUFFER_BYTES) {
            flush();
        }
        buffer[used++] = octet;
        count++;
    }
}
