package org.fingerpost.core.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/**
 * Collects the header from the octets of a message, in whatever pieces they come. Of one thread.
 *
 * <p>Lines end with CRLF. The empty line ends the header and belongs to neither part. A line that is neither a field nor a fold
 * ends it too, and is the first one of the body ({@link #pushedBack}). A {@code From } line before all else, which mailbox
 * files have, is dropped. Folds are kept exactly; an LF without CR, which no caller should let through, becomes a blank,
 * and NUL in a field becomes nothing.
 */
public final class HeaderParser {

    /** Octets that a header may have. */
    public static final int MAX_BYTES = 1 << 20;
    /** Fields that a header may have. */
    public static final int MAX_FIELDS = 1000;

    private static final String CRLF = "\r\n";

    private final int maxBytes;
    private final int maxFields;
    private final List<HeaderField> fields = new ArrayList<>();
    /** The line that has begun, a char an octet. */
    private final StringBuilder line = new StringBuilder(128);
    /** The field that may go on, without its last CRLF; null if there is none. */
    private StringBuilder field;
    private byte[] pushedBack = {};
    private int taken;
    private Postmark postmark;
    private boolean firstLine = true;
    private boolean complete;

    /** With the default limits. */
    public HeaderParser() {
        this(MAX_BYTES, MAX_FIELDS);
    }

    public HeaderParser(int maxBytes, int maxFields) {
        this.maxBytes = maxBytes;
        this.maxFields = maxFields;
    }

    /**
     * Takes octets until the header is complete.
     *
     * @return how many it took; what is left, if anything, belongs to the body, after {@link #pushedBack}
     * @throws HeaderTooLargeException if a limit is passed; the parser is of no use then
     */
    public int feed(byte[] octets, int offset, int length) throws HeaderTooLargeException {
        int at = offset;
        int end = offset + length;
        while (at < end && !complete) {
            int stop = afterNextLf(octets, at, end);
            take(octets, at, stop - at);
            at = stop;
        }
        return at - offset;
    }

    /** The message has ended; a header that has not is complete now. */
    public void end() throws HeaderTooLargeException {
        if (!complete && line.length() > 0) {
            line.append(line.charAt(line.length() - 1) == '\r' ? "\n" : CRLF);
            lineEnded();
        }
        if (!complete) {
            finish();
        }
    }

    public boolean isComplete() {
        return complete;
    }

    /** The fields that have ended; all of them when it is complete. */
    public Header header() {
        return new Header(fields);
    }

    /** The {@code From } line that stood before all else. */
    public Optional<Postmark> postmark() {
        return Optional.ofNullable(postmark);
    }

    /** The line, with its CRLF, that ended the header and is the beginning of the body; mostly empty. */
    public byte[] pushedBack() {
        return pushedBack.clone();
    }

    private static int afterNextLf(byte[] octets, int from, int end) {
        int i = from;
        while (i < end && octets[i] != '\n') {
            i++;
        }
        return i < end ? i + 1 : end;
    }

    private void take(byte[] octets, int offset, int length) throws HeaderTooLargeException {
        if (length > maxBytes - taken) {
            throw new HeaderTooLargeException("the header is larger than " + maxBytes + " octets");
        }
        taken += length;
        line.append(new String(octets, offset, length, StandardCharsets.ISO_8859_1));
        if (line.length() > 1 && line.indexOf(CRLF, line.length() - 2) >= 0) {
            lineEnded();
        }
    }

    private void lineEnded() throws HeaderTooLargeException {
        String text = line.substring(0, line.length() - 2).replace('\n', ' ');
        if (text.isEmpty()) {
            finish();
        } else if (field != null && (text.charAt(0) == ' ' || text.charAt(0) == '\t')) {
            field.append(CRLF).append(text);
        } else if (HeaderField.beginsField(text)) {
            fieldEnded();
            field = new StringBuilder(text);
        } else if (firstLine && text.startsWith(Postmark.MARK)) {
            postmark = new Postmark(text);
        } else {
            pushedBack = line.toString().getBytes(StandardCharsets.ISO_8859_1);
            finish();
        }
        firstLine = false;
        line.setLength(0);
    }

    private void fieldEnded() throws HeaderTooLargeException {
        if (field == null) {
            return;
        }
        if (fields.size() == maxFields) {
            throw new HeaderTooLargeException("the header has more than " + maxFields + " fields");
        }
        fields.add(new HeaderField(field.toString().replace("\0", "")));
        field = null;
    }

    private void finish() throws HeaderTooLargeException {
        fieldEnded();
        complete = true;
    }
}
