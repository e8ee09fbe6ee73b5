package org.fingerpost.queue.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import org.fingerpost.api.mail.QueueId;

/**
 * One record of the journal: a line, the octets of a control file, those of a body, LF.
 *
 * <pre>
 * &#64;MARK message ID CONTROL BODY CRC    a new job: so many octets of control file, then so many of body
 * &#64;MARK update ID CONTROL 0 CRC        its control file from now on
 * &#64;MARK gone ID 0 0 CRC               it is no longer in the journal
 * </pre>
 *
 * <p>CRC is the CRC-32C, in hexadecimal, of the line up to it and of all octets. MARK is random and the same in one segment: what
 * a stranger sends as a body is never taken for a record, not even in a segment that is damaged.
 *
 * @param control empty for a job that is gone
 * @param body    the first {@code bodySize} octets of it; nobody changes them until the record is written
 */
record JournalRecord(Kind kind, QueueId id, byte[] control, byte[] body, int bodySize) {

    /** What a record says of its job. */
    enum Kind {
        MESSAGE, UPDATE, GONE;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    /**
     * The line of a record, as it was found.
     *
     * @param text   without the checksum, with the blank before it
     * @param length octets of the line, its LF included
     */
    record Head(Kind kind, QueueId id, int control, int body, long sum, String text, int length) {

        /** Octets of the whole record. */
        long size() {
            return (long) length + control + body + 1;
        }
    }

    /** No line of a record is longer, its LF included. */
    static final int MAX_HEAD = 160;
    /** No part of a record is longer: a message that is goes into files. */
    static final int MAX_PART = 16 << 20;

    private static final byte[] NOTHING = {};
    private static final Pattern HEAD =
            Pattern.compile("(@(\\w{1,40}) (message|update|gone) (\\w{1,40}) (\\d{1,9}) (\\d{1,9}) )([0-9a-f]{8})\n");

    static JournalRecord message(QueueId id, byte[] control, byte[] body, int bodySize) {
        return new JournalRecord(Kind.MESSAGE, id, control, body, bodySize);
    }

    static JournalRecord update(QueueId id, byte[] control) {
        return new JournalRecord(Kind.UPDATE, id, control, NOTHING, 0);
    }

    static JournalRecord gone(QueueId id) {
        return new JournalRecord(Kind.GONE, id, NOTHING, NOTHING, 0);
    }

    /** The octets of its line. */
    byte[] head(String mark) {
        String text = '@' + mark + ' ' + kind.word + ' ' + id + ' ' + control.length + ' ' + bodySize + ' ';
        byte[] octets = (text + "00000000\n").getBytes(StandardCharsets.ISO_8859_1);
        CRC32C sum = new CRC32C();
        sum.update(octets, 0, text.length());
        sum.update(control);
        sum.update(body, 0, bodySize);
        long value = sum.getValue();
        for (int i = 0; i < 8; i++) {
            octets[text.length() + i] = (byte) Character.forDigit((int) (value >>> 28 - 4 * i) & 0xf, 16);
        }
        return octets;
    }

    /** The line that {@code start} begins with, if it is one of a record with this mark. */
    static Optional<Head> parse(ByteBuffer start, String mark) {
        String text = StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString();
        Matcher m = HEAD.matcher(text);
        if (!m.lookingAt() || !m.group(2).equals(mark) || !QueueId.isValid(m.group(4))) {
            return Optional.empty();
        }
        int control = Integer.parseInt(m.group(5));
        int body = Integer.parseInt(m.group(6));
        if (control > MAX_PART || body > MAX_PART) {
            return Optional.empty();
        }
        return Optional.of(new Head(Kind.valueOf(m.group(3).toUpperCase(Locale.ROOT)), new QueueId(m.group(4)), control, body,
                Long.parseLong(m.group(7), 16), m.group(1), m.end()));
    }

    /** Refuses what could not be read again. */
    void require() throws IOException {
        if (control.length > MAX_PART || bodySize > MAX_PART) {
            throw new IOException("a record of " + control.length + " and " + bodySize + " octets is too long for the journal");
        }
    }
}
