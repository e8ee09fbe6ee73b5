package org.fingerpost.itest.users;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.fingerpost.itest.process.Distribution;
import org.fingerpost.itest.process.Place;
import org.fingerpost.itest.process.RouterProcess;
import org.fingerpost.itest.process.Shell;

/**
 * A machine of its own as far as files, users and processes are concerned: namespaces with private {@code /etc}, {@code /home},
 * {@code /var/mail}, {@code /tmp}, {@code /srv} and {@code /dev/shm}, all else read-only, and processes that see only each other.
 * Whatever goes wrong on it, the machine beneath is not changed and sees nothing of it; all of it, with whatever still runs, has
 * gone when the machine is closed.
 *
 * <p>Paths are those inside; {@link #outside} says where the test finds the same file. The distribution is at {@code
 * /srv/router}, the instance of the router at {@code /srv/instance}. Everybody's home is {@code /home/NAME}, mode 0755.
 */
public final class Machine implements Place, AutoCloseable {

    /** Users with a shell that is allowed, but for carl; anna and bert are of the group {@code staff}. */
    public static final int ANNA = 5001;
    public static final int BERT = 5002;
    public static final int MALLORY = 5003;
    /** Has no shell: {@code /usr/sbin/nologin}. */
    public static final int CARL = 5004;
    /** The user that runs a router that is not root. */
    public static final int FINGERPOST = 5005;
    /** The group of anna and bert. */
    public static final int STAFF = 5100;
    /** The group of mailboxes. */
    public static final int MAIL = 8;
    /** The default user's, {@code daemon}. */
    public static final int DAEMON = 1;

    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/sh
            daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
            mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
            nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
            anna:x:5001:5001:Anna Ahorn,,,:/home/anna:/bin/sh
            bert:x:5002:5002:Bert Buche,,,:/home/bert:/bin/sh
            mallory:x:5003:5003:Mallory,,,:/home/mallory:/bin/sh
            carl:x:5004:5004:Carl without a shell,,,:/home/carl:/usr/sbin/nologin
            fingerpost:x:5005:5005:the router,,,:/srv/instance:/usr/sbin/nologin
            """;
    private static final String GROUP = """
            root:x:0:
            daemon:x:1:
            mail:x:8:
            nogroup:x:65534:
            anna:x:5001:
            bert:x:5002:
            mallory:x:5003:
            carl:x:5004:
            fingerpost:x:5005:
            staff:x:5100:anna,bert
            """;
    private static final String SHADOW = """
            root:*:19000:0:99999:7:::
            daemon:*:19000:0:99999:7:::
            """;
    private static final List<String> USERS = List.of("anna", "bert", "mallory", "carl");

    private final Path folder;
    private final Process holder;
    private final List<String> enter;

    private Machine(Path folder, Process holder, List<String> enter) {
        this.folder = folder;
        this.holder = holder;
        this.enter = enter;
    }

    /**
     * A new machine; skips the test, with the reason, where none can be made: it needs root, or a user namespace with all of a
     * user's subordinate ids (newuidmap(1)).
     *
     * @param folder an empty folder for what is on it
     */
    public static Machine make(Path folder) throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> unshare = with(root ? List.of("unshare") : List.of("unshare", "--user", "--map-root-user", "--map-auto"),
                "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc");
        for (String program : List.of("unshare", "nsenter", "setpriv", "mount")) {
            assumeTrue(has(program), "real users: there is no program " + program);
        }
        assumeTrue(Shell.run(Map.of(), new byte[0], with(unshare, "mount", "-o", "remount,bind,ro", "/")).status() == 0,
                "real users: this does not work here: " + String.join(" ", unshare) + " mount -o remount,bind,ro /");
        assumeTrue(Stream.of("/srv", "/home", "/var/mail", "/dev/shm").map(Path::of).allMatch(Files::isDirectory),
                "real users: /srv, /home, /var/mail or /dev/shm is missing");
        fill(folder);
        Process holder = new ProcessBuilder(with(unshare, "sh", "-c", setup(), "machine",
                folder.toRealPath().toString(), Distribution.home().toRealPath().toString()))
                .redirectErrorStream(true).start();
        String line = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.ISO_8859_1)).readLine();
        if (!"ready".equals(line)) {
            holder.destroyForcibly();
            throw new AssertionError("the machine cannot be made: " + line);
        }
        long first = holder.children().findFirst().orElseThrow().pid();
        List<String> enter = new ArrayList<>(List.of("nsenter", "--target", Long.toString(first), "--mount", "--pid"));
        if (!root) {
            enter.addAll(List.of("--user", "--preserve-credentials"));
        }
        return new Machine(folder, holder, List.copyOf(enter));
    }

    private static String setup() throws IOException {
        try (InputStream in = Machine.class.getResourceAsStream("machine.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static void fill(Path folder) throws IOException {
        for (String name : List.of("etc", "home", "mail", "tmp", "srv/router", "srv/instance/etc")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("etc/passwd"), PASSWD);
        Files.writeString(folder.resolve("etc/group"), GROUP);
        Files.writeString(folder.resolve("etc/shadow"), SHADOW);
        Files.writeString(folder.resolve("etc/shells"), "/bin/sh\n/bin/bash\n");
        Files.createDirectories(folder.resolve("etc/cron.d"));
    }

    private static List<String> with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** A router on it that has not been started; {@link RouterProcess#with} fills its instance. It runs as root. */
    public RouterProcess router() throws IOException {
        return new RouterProcess(folder.resolve("srv/instance"), "", this);
    }

    @Override
    public Path home() {
        return Path.of("/srv/router");
    }

    @Override
    public Path inside(Path path) {
        return Path.of("/").resolve(folder.relativize(path));
    }

    @Override
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(enter);
        all.add("--");
        all.addAll(command);
        return all;
    }

    /** The first process of a namespace is always the child of one outside. */
    @Override
    public ProcessHandle process(Process started) {
        return started.children().findFirst().orElseGet(started::toHandle);
    }

    /**
     * Runs a program as root with its working directory at {@code /}.
     *
     * @param input what it reads from its standard input; octets
     */
    public Shell.Result run(String input, String... command) throws Exception {
        return Shell.run(Map.of(), input.getBytes(StandardCharsets.ISO_8859_1), command(List.of(command)));
    }

    /** Runs a program as {@code user}, with the groups of that user and no others. */
    public Shell.Result runAs(String user, String input, String... command) throws Exception {
        return Shell.run(Map.of("HOME", "/home/" + user, "USER", user), input.getBytes(StandardCharsets.ISO_8859_1),
                command(commandOf(user, List.of(command))));
    }

    /** A program of {@code user} that goes on, until it is destroyed or the machine is closed; for races. */
    public Process start(String user, String... command) throws IOException {
        return new ProcessBuilder(command(commandOf(user, List.of(command)))).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static List<String> commandOf(String user, List<String> command) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--init-groups",
                "--inh-caps=-all", "--pdeathsig=KILL", "--"));
        all.addAll(command);
        return all;
    }

    private static String group(String user) {
        return PASSWD.lines().map(line -> line.split(":")).filter(fields -> fields[0].equals(user)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no user " + user))[3];
    }

    /** A shell script of root, {@code sh -eu}; it must succeed. Gives back its output. */
    public String script(String text) throws Exception {
        return successful(run(text, "sh", "-eu"), text);
    }

    /** The same of a user. */
    public String scriptOf(String user, String text) throws Exception {
        return successful(runAs(user, text, "sh", "-eu"), text);
    }

    private static String successful(Shell.Result result, String text) {
        if (result.status() != 0) {
            throw new AssertionError("exit status " + result.status() + " of: " + text + "\n" + result.error());
        }
        return result.output();
    }

    /** Makes or replaces a file. @param owner {@code user:group} @param mode octal */
    public void file(String path, String owner, String mode, String text) throws Exception {
        successful(run(text, "sh", "-euc", "cat > \"$1\"; chown -h \"$2\" \"$1\"; chmod \"$3\" \"$1\"", "file",
                path, owner, mode), path);
    }

    /** The file's content, octets; empty if there is none. */
    public String read(String path) throws Exception {
        return run("", "sh", "-c", "cat -- \"$1\" 2>/dev/null || :", "read", path).output();
    }

    public boolean exists(String path) throws Exception {
        return run("", "sh", "-c", "test -e \"$1\" || test -L \"$1\"", "exists", path).status() == 0;
    }

    /** {@code user:group mode} of a file, the mode octal, a symbolic link not followed; {@code absent} without one. */
    public String facts(String path) throws Exception {
        Shell.Result result = run("", "stat", "-c", "%U:%G %a", "--", path);
        return result.status() == 0 ? result.output().strip() : "absent";
    }

    /** Where the test finds a file of {@code /home}, {@code /var/mail}, {@code /tmp} or {@code /srv}. */
    public Path outside(String path) {
        String at = path.replaceFirst("^/var/mail", "/mail");
        return folder.resolve(at.substring(1));
    }

    /** The users that can get mail. */
    public static List<String> users() {
        return USERS;
    }

    /** Ends whatever still runs on it. */
    @Override
    public void close() throws Exception {
        holder.getOutputStream().close();
        if (!holder.waitFor(30, TimeUnit.SECONDS)) {
            holder.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }
}
