package org.fingerpost.api.mailer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.policy.MailerDefinition;

/**
 * Writes a message as files and programs on Unix have it: lines end with LF, or as the program wants, instead of CRLF; a CR by
 * itself stays. On request it begins with a line {@code From sender date}, and lines of the body that would look like one are
 * quoted. For mailers that deliver to mailboxes and programs.
 *
 * <p>How octets are cut into calls makes no difference. Buffered, in bounded memory. Used by one thread.
 */
public final class UnixText {

    /** Which lines of a body get a {@code >} before them, so that no reader takes them for the beginning of the next message. */
    public enum Quoting {
        /** Those that begin with {@code From }: what sendmail's mailer flag E asks for. */
        MBOXO,
        /** Those that begin with any number of {@code >} and then {@code From }, so that a reader can undo it. */
        MBOXRD,
        /** No line is changed. */
        NONE
    }

    /**
     * What is done to the text.
     *
     * @param lineEnd      what takes the place of a CRLF
     * @param quoting      of lines of the body
     * @param hidesDots    whether lines of the body that begin with a dot get one more (mailer flag X)
     * @param endsBlank    whether there is an empty line at the end in any case (mailer flag b)
     * @param maxLine      octets that a line may have; a longer one is cut, {@code !} before each cut and a blank after it; 0 for any
     */
    public record Form(String lineEnd, Quoting quoting, boolean hidesDots, boolean endsBlank, int maxLine) {

        /** What the flags and fields of this definition ask for: {@code E=}, {@code L=}, E, L, X, b. */
        public static Form of(MailerDefinition mailer) {
            return new Form(mailer.lineEnd(), mailer.has('E') ? Quoting.MBOXO : Quoting.NONE, mailer.has('X'), mailer.has('b'),
                    mailer.maxLineLength());
        }
    }

    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] FROM = octets("From ");
    private static final int NOT_AT_START = -1;
    private static final int NONE = -1;

    private final OutputStream out;
    private final Form form;
    private final byte[] lineEnd;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private long count;
    /** A CR whose next octet is not yet known. */
    private boolean cr;
    /** What {@link #matched} is at the start of a line: 0 where lines are quoted, else {@link #NOT_AT_START}. */
    private int start = NOT_AT_START;
    /** How many octets of {@link #FROM} the line has begun with; they are held back until it is clear whether they go on. */
    private int matched = NOT_AT_START;
    /** Whether the last line was empty. */
    private boolean endedBlank;
    /** Whether lines belong to the body. */
    private boolean inBody;
    /** How many octets the line has. */
    private int column;
    /** The octet for the last place of a line that may become too long; {@link #NONE} if there is none. */
    private int held = NONE;

    /** Lines end with LF. @param out is flushed by {@link #flush}, never closed */
    public UnixText(OutputStream out, Quoting quoting) {
        this(out, new Form("\n", quoting, false, false, 0));
    }

    /** @param out is flushed by {@link #flush}, never closed */
    public UnixText(OutputStream out, Form form) {
        this.out = out;
        this.form = form;
        this.lineEnd = octets(form.lineEnd());
    }

    /**
     * The line that begins a message in an mbox, without its line end: {@code From sender Thu Jan  1 00:00:00 1970}.
     *
     * @param sender {@code MAILER-DAEMON} if null; readers take it to end at the first blank, so blanks and controls become
     *               {@code _}
     * @param date   local time, as mail readers on Unix expect (RFC 4155 has UTC)
     */
    public static String fromLine(ReversePath sender, ZonedDateTime date) {
        return "From " + name(sender) + " " + CTIME.format(date);
    }

    private static String name(ReversePath sender) {
        return sender.isNull() ? "MAILER-DAEMON" : sender.address().replaceAll("[\\x00-\\x20\\x7f]", "_");
    }

    /** Text of the caller's own, such as a From_ line, with LF or CRLF at the end of its lines. Nothing in it is quoted. */
    public void write(String octets) throws IOException {
        byte[] bytes = octets(octets);
        write(bytes, bytes.length);
        endText();
    }

    /**
     * Header, empty line and body.
     *
     * @param progress run every so often: {@link Delivery#progress}
     * @throws IOException what {@code out} throws; or that the body cannot be read, then its message says so
     */
    public void write(Message message, Runnable progress) throws IOException {
        for (HeaderField field : message.header().fields()) {
            write(withoutObsoleteBlank(field.raw()) + "\n");
        }
        write("\n");
        byte[] chunk = new byte[BUFFER_BYTES];
        inBody = true;
        endedBlank = true;
        try (InputStream body = open(message.body())) {
            start = form.quoting() == Quoting.NONE ? NOT_AT_START : 0;
            matched = start;
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                write(chunk, n);
                progress.run();
            }
        }
        endText();
        if (form.endsBlank() && !endedBlank) {
            endLine();
        }
        start = NOT_AT_START;
        inBody = false;
    }

    /** All octets given to the stream or about to be. */
    public long count() {
        return count;
    }

    /** Gives everything to the stream and flushes that. */
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    /** The store's error must not be taken for that of a file or program. */
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

    private void write(byte[] octets, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            if (cr && octet != '\n') {
                take((byte) '\r');
            }
            cr = octet == '\r';
            if (octet == '\n') {
                endLine();
            } else if (!cr) {
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
        boolean quoteMark = matched == 0 && octet == '>' && form.quoting() == Quoting.MBOXRD;
        if (!quoteMark) {
            release();
        }
        put(octet);
    }

    private void endLine() throws IOException {
        release();
        endedBlank = column == 0 && held == NONE;
        if (held != NONE) {
            emit((byte) held);
        }
        breakLine();
        matched = start;
    }

    private void breakLine() throws IOException {
        for (byte octet : lineEnd) {
            emit(octet);
        }
        column = 0;
        held = NONE;
    }

    /** Lets go of what was held back. */
    private void release() throws IOException {
        for (int i = 0; i < matched; i++) {
            put(FROM[i]);
        }
        matched = NOT_AT_START;
    }

    private void put(byte octet) throws IOException {
        if (column == 0 && octet == '.' && inBody && form.hidesDots()) {
            place(octet);
        }
        place(octet);
    }

    private void place(byte octet) throws IOException {
        if (form.maxLine() == 0 || column < form.maxLine() - 1) {
            emit(octet);
            column++;
        } else if (held == NONE) {
            held = octet & 0xff;
        } else {
            cut();
            place(octet);
        }
    }

    /** The line has more than it may: it goes on in the next one. */
    private void cut() throws IOException {
        byte last = (byte) held;
        emit((byte) '!');
        breakLine();
        emit((byte) ' ');
        emit(last);
        column = 2;
    }

    private void emit(byte octet) throws IOException {
        if (used == BUFFER_BYTES) {
            drain();
        }
        buffer[used++] = octet;
        count++;
    }

    private void drain() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
