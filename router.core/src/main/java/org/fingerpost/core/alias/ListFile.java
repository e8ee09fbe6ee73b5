package org.fingerpost.core.alias;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.Judgement;
import org.fingerpost.api.unix.SafeFile;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;
import org.fingerpost.api.unix.UnsafeFileException;

/**
 * The file of an {@code :include:}, or one like it: one or more items a line, comments after {@code #}. It is read line by line
 * and never kept. Of one thread.
 */
final class ListFile implements Closeable {

    /** A line has one item, or many with commas between. */
    static final int MAX_LINE = 1 << 20;

    private final Path file;
    private final InputStream in;
    private final Judgement judgement;
    private final long maxBytes;
    private final byte[] buffer = new byte[1 << 15];
    private int position;
    private int limit;
    private long read;

    private ListFile(Path file, InputStream in, Judgement judgement, long maxBytes) {
        this.file = file;
        this.in = in;
        this.judgement = judgement;
        this.maxBytes = maxBytes;
    }

    /**
     * @param who      trusted beside the owner of the file
     * @param maxBytes a longer file is not read
     * @throws UnsafeFileException if it must not be read
     * @throws IOException         if it cannot be opened now; the message is fit for a report
     */
    static ListFile open(Path file, FileSafety safety, Trusted who, long maxBytes) throws IOException {
        SafeFile opened = null;
        boolean done = false;
        try {
            // stat(2) and not access(2), which asks for whom the router was before it acted for a user.
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new IOException("not a regular file");
            }
            opened = safety.open(SteeringFile.INCLUSION, file, who);
            ListFile list = new ListFile(file, opened.in(), opened.judgement(), maxBytes);
            if (opened.channel().orElseThrow().size() > maxBytes) {
                throw new IOException("it is larger than " + maxBytes + " bytes");
            }
            done = true;
            return list;
        } catch (UnsafeFileException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new IOException("cannot open " + file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot open " + file + ": permission denied", e);
        } catch (IOException e) {
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        } finally {
            if (!done && opened != null) {
                opened.close();
            }
        }
    }

    /** Whose it is, and what is to be said of it. */
    Judgement judgement() {
        return judgement;
    }

    /**
     * The items of the next line, perhaps none; empty at the end.
     *
     * @throws IOException if it cannot be read now; the message is fit for a report
     */
    Optional<List<AliasTarget>> next() throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            if (!nextLine(line)) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        String content = withoutComment(line);
        return Optional.of(content.isEmpty() ? List.of() : AliasParser.parse(content));
    }

    private boolean nextLine(StringBuilder line) throws IOException {
        for (int c = nextOctet(); c >= 0; c = nextOctet()) {
            if (c == '\n') {
                return true;
            }
            if (line.length() == MAX_LINE) {
                throw new IOException("a line is longer than " + MAX_LINE + " bytes");
            }
            line.append((char) c);
        }
        return line.length() > 0;
    }

    private int nextOctet() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
            read += limit;
            if (read > maxBytes) { // it grows
                throw new IOException("it is larger than " + maxBytes + " bytes");
            }
        }
        return limit == 0 ? -1 : buffer[position++] & 0xff;
    }

    private static String withoutComment(StringBuilder line) {
        if (line.length() > 0 && line.charAt(0) == '#') {
            return "";
        }
        int comment = line.indexOf(" #");
        return (comment < 0 ? line.toString() : line.substring(0, comment)).strip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
