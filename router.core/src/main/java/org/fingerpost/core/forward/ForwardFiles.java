package org.fingerpost.core.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.Judgement;
import org.fingerpost.api.unix.SafeFile;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.SafetyOption;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and reads the forward file of a user, in that user's name. A file that is not safe counts as if it were not there: the
 * mail goes to the mailbox. What cannot be said now is said so, and the mail waits. Any thread.
 */
public final class ForwardFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardFiles.class);
    private static final Path SHELLS = Path.of("/etc/shells");
    private static final int MAX_BYTES = 1 << 20;
    private static final int OTHERS_READ = 04;
    private static final int OTHERS_SEARCH = 01;
    /** What the system says of a path on which there is nothing, in the words of strerror(3). */
    private static final Set<String> NOTHING_THERE = Set.of("Not a directory", "File name too long");
    /** sendmail's name of a home directory that is missing now and not for good. */
    private static final String NO_SUCH_HOME = "/no/such/directory";

    private final ForwardPath path;
    private final Services services;
    private final FileSafety safety;
    private final Shells shells;
    private final Optional<String> viewer;

    public ForwardFiles(Generation generation, Services services) {
        this(generation, services, SHELLS, Optional.empty());
    }

    ForwardFiles(Generation generation, Services services, Path shells, Optional<String> viewer) {
        this.path = new ForwardPath(generation);
        this.services = services;
        this.safety = SafetyOption.of(generation.policy());
        this.shells = new Shells(shells);
        this.viewer = viewer;
    }

    /** As somebody may see them: the files of others only if everybody may read them. @param user empty for a stranger */
    public static ForwardFiles seenBy(Generation generation, Services services, String user) {
        return new ForwardFiles(generation, services, SHELLS, user.equals("root") ? Optional.empty() : Optional.of(user));
    }

    /** @param route to a mailer for users of the machine; its host is the detail of {@code user+detail} */
    public Forwarding of(Route route) {
        try {
            Optional<Account> account = services.accounts().isEmpty() ? Optional.empty()
                    : services.accounts().get().named(route.user());
            if (account.isEmpty()) {
                return Forwarding.None.SILENT; // a mailbox without a user has no home either
            }
            return of(route, account.get(), services.impersonation()
                    .orElseThrow(() -> new IOException("nobody here acts in the name of users")));
        } catch (IOException e) {
            return new Forwarding.Unavailable(Printable.line("forward file of " + route.user() + ": " + e.getMessage()));
        }
    }

    private Forwarding of(Route route, Account account, Impersonation impersonation) throws IOException {
        if (account.home().equals(NO_SUCH_HOME)) {
            throw new IOException("the home directory is not there now");
        }
        if (!account.home().startsWith("/")) {
            return Forwarding.None.SILENT;
        }
        boolean asUser = impersonation.isPrivileged() && !account.isRoot();
        if (asUser && !impersonation.canBecome(account)) {
            return new Forwarding.None(List.of("nothing is read in the name of user " + account.name()));
        }
        List<Path> paths = path.of(route, account);
        return services.userFiles().call(account.uid(), () -> new Search(account, impersonation, asUser).among(paths));
    }

    /** For one recipient; may hang. */
    private final class Search {

        private final Account account;
        private final Impersonation impersonation;
        private final boolean asUser;
        private final List<String> remarks = new ArrayList<>();

        Search(Account account, Impersonation impersonation, boolean asUser) {
            this.account = account;
            this.impersonation = impersonation;
            this.asUser = asUser;
        }

        Forwarding among(List<Path> paths) throws IOException {
            for (Path each : inTheirName(() -> present(paths))) {
                Optional<Forwarding> found = at(each);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return new Forwarding.None(remarks);
        }

        /** Those that may be there: most users have none, and becoming them costs more than asking for a file. */
        private static List<Path> present(List<Path> paths) {
            List<Path> present = new ArrayList<>();
            for (Path each : paths) {
                if (!isMissing(each)) {
                    present.add(each);
                }
            }
            return present;
        }

        /** Not {@link Files#notExists}: that asks as the process, not as whom the thread acts for. */
        private static boolean isMissing(Path file) {
            try {
                Files.readAttributes(file, BasicFileAttributes.class);
                return false;
            } catch (NoSuchFileException e) {
                return true;
            } catch (IOException e) {
                return false; // what it means is said where the file is opened
            }
        }

        /** Empty if it is to be looked for elsewhere. */
        private Optional<Forwarding> at(Path file) throws IOException {
            Trusted owner = Trusted.user(account.uid());
            try (SafeFile opened = inTheirName(
                    () -> visible(file) ? safety.open(SteeringFile.FORWARD, file, owner) : null)) {
                if (opened == null) {
                    return Optional.empty();
                }
                Judgement judgement = opened.judgement();
                if (judgement.objection().isPresent()) {
                    return ignored(file, judgement.objection().get());
                }
                return read(file, opened);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (AccessDeniedException e) {
                if (asUser || account.isRoot()) {
                    throw new IOException(file + " cannot be read by its owner now", e);
                }
                remarks.add(file + " cannot be read by this router");
                return Optional.empty();
            } catch (FileSystemException e) {
                if (e.getReason() == null || !NOTHING_THERE.contains(e.getReason())) {
                    throw e;
                }
                return Optional.empty();
            }
        }

        private <T> T inTheirName(Callable<T> work) throws IOException {
            try {
                return asUser ? impersonation.as(account, work) : work.call();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private boolean visible(Path file) throws IOException {
            return viewer.isEmpty() || viewer.get().equals(account.name())
                    || has(file.toRealPath(), OTHERS_READ) && has(file.toRealPath().getParent(), OTHERS_SEARCH);
        }

        private boolean has(Path at, int bit) throws IOException {
            return ((Integer) Files.getAttribute(at, "unix:mode") & bit) != 0;
        }

        private Optional<Forwarding> ignored(Path file, String why) {
            String remark = Printable.line("forward file " + file + " is not followed: " + why);
            LOG.warn("{}", remark);
            remarks.add(remark);
            return Optional.empty();
        }

        private Optional<Forwarding> read(Path file, SafeFile opened) throws IOException {
            String text;
            try (InputStream in = opened.in()) {
                byte[] octets = in.readNBytes(MAX_BYTES + 1);
                if (octets.length > MAX_BYTES) {
                    return ignored(file, "it is longer than " + MAX_BYTES + " bytes");
                }
                text = new String(octets, StandardCharsets.ISO_8859_1);
            }
            List<String> lines = text.lines().map(Search::withoutComment).filter(line -> !line.isEmpty()).toList();
            if (lines.isEmpty()) {
                return Optional.of(new Forwarding.None(remarks));
            }
            boolean defaultUser = account.isRoot() && impersonation.isPrivileged();
            String user = defaultUser ? "" : account.name();
            return Optional.of(new Forwarding.Found(file.toString(), user, lines, restriction(file, opened.judgement())));
        }

        private static String withoutComment(String line) {
            return line.startsWith("#") ? "" : line.replace('\0', ' ').strip();
        }

        private Optional<String> restriction(Path file, Judgement judgement) throws IOException {
            if (!account.isRoot() && !impersonation.canBecome(account)) {
                return Optional.of("this router does nothing in the name of user " + account.name());
            }
            if (!account.isRoot() && !shells.isValid(account)) {
                return Optional.of("user " + account.name() + " doesn't have a valid shell for mailing to programs or files");
            }
            return judgement.restriction()
                    .map(why -> Printable.line("address is unsafe for mailing to programs or files: " + why));
        }
    }
}
