package org.fingerpost.mailer.vacation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;

/**
 * The files of one who is away: what is answered, and who has been. They are read and written with that user's rights. Who is
 * answered is noted before the answer goes out, so that nobody gets two, whatever happens.
 */
final class Desk {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Where they are.
     *
     * @param asUser whether all is done with the user's rights; else with the router's, which must not read more than the
     *               user may
     */
    record Places(Path home, Path message, Path answered, boolean asUser) {
    }

    /**
     * What came of asking to answer somebody.
     *
     * @param refusal why there is no answer
     * @param before  when the last answer went out, to be put back if this one does not
     */
    record Claim(Optional<String> refusal, Optional<AwayMessage> text, Optional<Instant> before) {

        static Claim refused(String why) {
            return new Claim(Optional.of(why), Optional.empty(), Optional.empty());
        }
    }

    private final Places files;
    private final Account account;
    private final VacationMailer.Settings settings;
    private final Duration interval;
    private final Impersonation impersonation;
    private final Lock lock;
    private final AnsweredFile answered;
    /** What was found damaged. It is told once the thread is the router's again: a log must not be written in a user's name. */
    private final List<String> damage = new ArrayList<>();
    private final Consumer<String> reports;

    Desk(Places files, Account account, VacationMailer.Settings settings, VacationCall call, Impersonation impersonation,
            Lock lock, Consumer<String> reports) {
        this.files = files;
        this.account = account;
        this.settings = settings;
        this.impersonation = impersonation;
        this.lock = lock;
        this.reports = reports;
        this.answered = new AnsweredFile(files.answered(), damage::add);
        Duration wanted = call.interval().orElse(settings.interval());
        this.interval = wanted.compareTo(settings.least()) < 0 ? settings.least() : wanted;
    }

    /**
     * Notes that {@code sender} is answered now, unless that is not to be.
     *
     * @throws IOException              if it cannot be said now
     * @throws IllegalArgumentException if the user's files are not as they should be
     */
    Claim claim(String sender, Instant now) throws IOException {
        return locked(() -> {
            AnsweredList list = answered.read();
            if (list.isExcluded(sender)) {
                return Claim.refused("never for " + sender);
            }
            AnsweredList current = list.current(now, interval);
            Optional<Instant> last = current.lastAnswer(sender);
            if (last.isPresent()) {
                return Claim.refused(sender + " has been answered at " + last.get());
            }
            if (current.size() >= settings.answers()) {
                return Claim.refused(current.size() + " have been answered already");
            }
            AwayMessage text = text();
            answered.write(current.with(sender, now));
            return new Claim(Optional.empty(), Optional.of(text), list.lastAnswer(sender));
        });
    }

    /** The answer did not go out. */
    void release(String sender, Claim claim) throws IOException {
        locked(() -> {
            AnsweredList list = answered.read().without(sender);
            answered.write(claim.before().isPresent() ? list.with(sender, claim.before().get()) : list);
            return null;
        });
    }

    private AwayMessage text() throws IOException {
        Path file = files.message();
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return usualText();
        }
        LinkOption[] links = files.asUser() ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        if (!Files.isRegularFile(file, links)) {
            throw new IllegalArgumentException(file + " is no regular file");
        }
        if (!files.asUser() && !Integer.valueOf(account.uid()).equals(Files.getAttribute(file, "unix:uid", links))) {
            throw new IllegalArgumentException(file + " does not belong to " + account.name());
        }
        return AwayMessage.parse(read(file));
    }

    /** Of who has no file. */
    private AwayMessage usualText() throws IOException {
        if (!Files.isDirectory(files.home())) {
            throw new IOException("the home directory of " + account.name() + " is not there");
        }
        if (settings.text().isBlank() || !files.message().endsWith(Desks.MESSAGE)) {
            throw new IllegalArgumentException("there is no " + files.message());
        }
        return AwayMessage.parse(new String(settings.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private String read(Path file) throws IOException {
        Set<OpenOption> options = files.asUser() ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (InputStream in = Channels.newInputStream(Files.newByteChannel(file, options))) {
            byte[] octets = in.readNBytes(settings.maxTextBytes() + 1);
            if (octets.length > settings.maxTextBytes()) {
                throw new IllegalArgumentException(file + " is longer than " + settings.maxTextBytes() + " bytes");
            }
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    private <T> T locked(Callable<T> work) throws IOException {
        try {
            if (!lock.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the files of " + account.name() + " are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            return files.asUser() ? impersonation.as(account, work) : work.call();
        } catch (AccessDeniedException | NoSuchFileException e) { // the user's own mistake, or somebody's attempt
            throw new IllegalArgumentException(e.getFile() + " cannot be used by " + account.name(), e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            damage.forEach(reports);
            damage.clear();
            lock.unlock();
        }
    }
}
