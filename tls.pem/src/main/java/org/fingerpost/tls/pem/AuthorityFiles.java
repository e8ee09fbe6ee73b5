package org.fingerpost.tls.pem;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorities in some files, read when they are first asked for and when they have changed. Any thread; one lock. */
final class AuthorityFiles {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorityFiles.class);
    private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();

    private final List<Path> sources;
    private Authorities authorities;
    private FileStamps used;
    private long checked;

    /** @param sources as in {@link Authorities#read} */
    AuthorityFiles(List<Path> sources) {
        this.sources = sources;
    }

    /** @throws IOException if they cannot be read now and never could; one line */
    synchronized Authorities get() throws IOException {
        long now = System.nanoTime();
        if (authorities == null || now - checked >= CHECK_NANOS) {
            checked = now;
            FileStamps stamps = FileStamps.of(sources);
            if (authorities == null || !stamps.equals(used)) {
                read(stamps);
            }
        }
        return authorities;
    }

    private void read(FileStamps stamps) throws IOException {
        try {
            authorities = Authorities.read(sources);
            LOG.info("tls: {} authorities are trusted", authorities.size());
        } catch (IOException e) {
            if (authorities == null) {
                throw e;
            }
            LOG.error("tls: {}; the authorities so far stay in use", e.getMessage());
        }
        used = stamps;
    }
}
