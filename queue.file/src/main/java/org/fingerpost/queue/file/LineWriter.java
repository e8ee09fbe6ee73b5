package org.fingerpost.queue.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Writes the lines of a control file: a keyword, then fields {@code key=value} or one text. The last line sums up the others. */
final class LineWriter {

    /** Starts a parameter of a MAIL or RCPT command, so that no keyword can be taken for a key of ours. */
    static final char PARAMETER = '+';
    static final String CHECKSUM = "checksum";
    /** Octets of a line; a longer one is neither written nor read, so that a damaged file cannot fill the memory. */
    static final int MAX_LINE = 16 << 20;

    /** Most control files are no longer. */
    private static final int BUFFER = 1024;
    private static final int MAX_TIMES = 100;

    private final CheckedOutputStream sum;
    private final OutputStream out;
    private final StringBuilder line = new StringBuilder(256);
    /** As text: many recipients have the same. */
    private final Map<Instant, String> times = new HashMap<>();

    LineWriter(OutputStream out) {
        this.sum = new CheckedOutputStream(out, new CRC32C());
        this.out = new BufferedOutputStream(sum, BUFFER);
    }

    LineWriter begin(String keyword) {
        line.setLength(0);
        line.append(keyword);
        return this;
    }

    LineWriter field(String key, Object value) {
        line.append(' ').append(key).append('=');
        Encoding.WORD.encode(value.toString(), line);
        return this;
    }

    LineWriter field(String key, Instant time) {
        if (times.size() == MAX_TIMES) {
            times.clear();
        }
        return field(key, (Object) times.computeIfAbsent(time, Instant::toString));
    }

    LineWriter parameters(Map<String, String> parameters) {
        parameters.forEach((keyword, value) -> {
            line.append(' ').append(PARAMETER);
            Encoding.WORD.encode(keyword, line);
            line.append('=');
            Encoding.WORD.encode(value, line);
        });
        return this;
    }

    LineWriter text(String text) {
        line.append(' ');
        Encoding.TEXT.encode(text, line);
        return this;
    }

    void end() throws IOException {
        if (line.length() > MAX_LINE) {
            throw new IOException("a line of " + line.length() + " octets is too long for a control file");
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes the last line and whatever is buffered; does not close the stream. */
    void finish() throws IOException {
        out.flush();
        begin(checksumLine(sum.getChecksum().getValue())).end();
        out.flush();
    }

    static String checksumLine(long sum) {
        return CHECKSUM + " crc32c " + HexFormat.of().toHexDigits(sum, 8);
    }
}
