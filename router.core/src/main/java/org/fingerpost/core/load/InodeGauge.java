package org.fingerpost.core.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Free inodes of the file system that a folder is on. Java does not know them: {@code stat} of the GNU tools does, asked every
 * half minute. Not known where there is no such program, or where a file system makes inodes as it needs them.
 */
final class InodeGauge implements Gauge {

    private static final Logger LOG = LoggerFactory.getLogger(InodeGauge.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int TIMEOUT_SECONDS = 5;
    private static final Pattern ANSWER = Pattern.compile("(\\d+) (\\d+)\\s*");

    private final Path directory;
    private final LongSupplier nanoTime;
    private long asked;
    private double last = Double.NaN;
    private boolean begun;
    private boolean complained;

    InodeGauge(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    @Override
    public double read() {
        long now = nanoTime.getAsLong();
        if (!begun || now - asked >= INTERVAL.toNanos()) {
            begun = true;
            asked = now;
            last = ask();
        }
        return last;
    }

    private double ask() {
        Process stat = null;
        try {
            stat = new ProcessBuilder("stat", "-f", "-c", "%c %d", directory.toString()).redirectErrorStream(true).start();
            stat.getOutputStream().close();
            if (!stat.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return complain("stat does not end");
            }
            String said = new String(stat.getInputStream().readNBytes(1000), StandardCharsets.ISO_8859_1);
            Matcher answer = ANSWER.matcher(said);
            if (stat.exitValue() != 0 || !answer.matches()) {
                return complain(said.strip());
            }
            return answer.group(1).equals("0") ? Double.NaN : Double.parseDouble(answer.group(2));
        } catch (IOException e) {
            return complain(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        } finally {
            if (stat != null) {
                stat.destroyForcibly();
            }
        }
    }

    private double complain(String reason) {
        if (!complained) {
            complained = true;
            LOG.warn("load: free inodes of {} are not known: {}", directory, reason);
        }
        return Double.NaN;
    }
}
