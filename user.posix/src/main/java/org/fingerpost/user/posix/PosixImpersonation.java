package org.fingerpost.user.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.api.unix.ProcessLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Becomes users: a thread by system calls of Linux, a program by setpriv(1). Whether it may is seen once, when it starts: root
 * may, and who has the capabilities CAP_SETUID and CAP_SETGID.
 */
@Component(immediate = true, configurationPid = PosixImpersonation.PID)
@Designate(ocd = PosixImpersonation.Config.class)
public final class PosixImpersonation implements Impersonation {

    static final String PID = "user.posix";
    private static final Logger LOG = LoggerFactory.getLogger(PosixImpersonation.class);
    private static final Duration GROUPS_KEPT = Duration.ofMinutes(1);
    private static final Path PROCESS = Path.of("/proc/self");

    /** etc/user.posix.cfg. */
    @ObjectClassDefinition(name = "Users that the router becomes", description = "How programs of users are run")
    @interface Config {

        @AttributeDefinition(name = "No new privileges", description = "Whether programs of users get no further rights from"
                + " set-user-id and set-group-id files either: true or false. Default false")
        String no_new_privileges() default "false";
    }

    private final int ownUid;
    private final boolean privileged;
    private final Groups groups;
    private final Stage stage;
    private final CommandLines commands;

    @Activate
    public PosixImpersonation(Config config, @Reference Instance instance) {
        this(Rights.of(instance.base()), new Groups(GROUPS_KEPT, System::nanoTime),
                new CommandLines(tools(), new SettingsReader(PID, LOG::error)
                        .flag("no.new.privileges", config.no_new_privileges(), false), hardLimits()));
    }

    private PosixImpersonation(Rights rights, Groups groups, CommandLines commands) {
        this(rights.uid(), rights.maySetIds(), groups, rights.maySetIds() ? stage() : new ClosedStage("not privileged"),
                commands);
        if (!privileged) {
            LOG.info("programs and files of aliases and users are run and written as user {}: the router may become no other",
                    rights.user());
        }
    }

    PosixImpersonation(int ownUid, boolean privileged, Groups groups, Stage stage, CommandLines commands) {
        this.ownUid = ownUid;
        this.privileged = privileged;
        this.groups = groups;
        this.stage = stage;
        this.commands = commands;
    }

    /** Who the router is, and whether it may be somebody else. */
    private record Rights(int uid, boolean maySetIds) {

        static Rights of(Path own) {
            try {
                ProcessRights rights = ProcessRights.read(PROCESS.resolve("status"));
                return new Rights(rights.uid(), rights.maySetIds());
            } catch (IOException notLinux) {
                return new Rights(owner(own), false);
            }
        }

        /** The JVM knows no name for a number that passwd(5) does not have. */
        String user() {
            String name = System.getProperty("user.name", "?");
            return "?".equals(name) ? String.valueOf(uid) : name;
        }

        private static int owner(Path own) {
            try {
                return (Integer) Files.getAttribute(own, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
                return -1; // nobody
            }
        }
    }

    private static Stage stage() {
        try {
            prepareNativeParts();
            ThreadStage stage = new ThreadStage(new ThreadIds(SystemCalls.of(System.getProperty("os.arch")
                    .toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new IOException("it is unknown how on this kind of machine"))));
            stage.rehearse();
            return stage;
        } catch (IOException | LinkageError e) {
            LOG.error("threads of the router cannot become other users, so files are not written and forward files not read: {}",
                    e.toString());
            return new ClosedStage(e.toString());
        }
    }

    /**
     * JNA's native part comes out of its bundle into the framework's cache, which is the router's alone; it must not be put
     * into a folder where others write, and no other one be taken.
     */
    private static void prepareNativeParts() {
        System.getProperties().putIfAbsent("jna.nosys", "false");
        System.getProperties().putIfAbsent("jna.nounpack", "true");
    }

    private static SystemTools tools() {
        SystemTools tools = SystemTools.find();
        if (tools.prlimit().isEmpty()) {
            LOG.warn("prlimit(1) is not installed: programs have no limits but time and output");
        }
        return tools;
    }

    private static HardLimits hardLimits() {
        try {
            return HardLimits.read(PROCESS.resolve("limits"));
        } catch (IOException notLinux) {
            return HardLimits.NONE;
        }
    }

    @Override
    public boolean isPrivileged() {
        return privileged;
    }

    @Override
    public boolean canBecome(Account account) {
        return privileged ? !account.isRoot() : account.uid() == ownUid;
    }

    @Override
    public <T> T as(Account account, Callable<T> work) throws Exception {
        if (!privileged) {
            return work.call();
        }
        refuseRoot(account);
        return stage.as(account, groups, work);
    }

    @Override
    public List<String> command(Account account, ProcessLimits limits, List<String> command) throws IOException {
        if (!privileged) {
            return commands.limited(limits, command);
        }
        refuseRoot(account);
        return commands.as(account, stage.groups(account, groups), limits, command);
    }

    @Override
    public List<String> limited(ProcessLimits limits, List<String> command) {
        return commands.limited(limits, command);
    }

    private static void refuseRoot(Account account) throws IOException {
        if (account.isRoot()) {
            throw new IOException("nothing is done in the name of root");
        }
    }
}
