package org.fingerpost.itest.users;

import java.util.stream.Stream;

/** Programs that want more than to read one message. Those of aliases are run as the default user, daemon. */
final class HostilePrograms {

    private HostilePrograms() {
    }

    private static MailCase program(String name, String alias, String command) {
        return MailCase.named("program: " + name).alias(alias + ": \"|" + command + "\"").to(alias).bySmtp();
    }

    static Stream<MailCase> cases() {
        return Stream.concat(rights(), manners());
    }

    private static Stream<MailCase> rights() {
        return Stream.of(
                program("who it is", "prog1", "id -u > /tmp/id; id -G >> /tmp/id").delivered().content("/tmp/id", "1\n1\n"),
                program("what it is told", "prog2", "env > /tmp/env").delivered().then(run -> {
                    String environment = run.machine().read("/tmp/env");
                    boolean clean = environment.lines().allMatch(line -> line.matches("(AGENT|FINGERPOST_RUN|PWD|PATH|HOME|USER"
                            + "|LOGNAME|SHELL|TZ|SHLVL|_|OLDPWD)=.*"));
                    run.require(clean && environment.contains("AGENT=sendmail"), "nothing of the router's in " + environment);
                }),
                program("what is open", "prog3", "ls -l /proc/self/fd > /tmp/fds").delivered().then(run -> run.require(
                        run.machine().read("/tmp/fds").lines().filter(line -> line.contains("->")).noneMatch(line ->
                                line.contains("socket:") || line.contains("journal") || line.contains("/log/")),
                        "no descriptor of the router's")),
                program("it changes the aliases", "prog4", "echo evil: mallory >> /srv/instance/etc/aliases; "
                        + "echo done > /tmp/done; cat > /dev/null")
                        .content("/tmp/done", "done\n").then(run -> run.require(
                                run.machine().read("/srv/instance/etc/aliases").endsWith("\nlast: anna\n"),
                                "the aliases as they were")),
                program("it reads the queue", "prog5", "cat /srv/instance/var/spool/* > /tmp/leak 2> /dev/null; true")
                        .content("/tmp/leak", ""),
                program("it reads a user's file", "prog6", "cat /home/anna/secret > /tmp/leak 2> /dev/null; true")
                        .content("/tmp/leak", ""),
                program("it stops the router", "prog7", "FINGERPOST_BASE=/srv/instance /srv/router/bin/fingerpost stop; true"),
                program("it kills the router", "prog8", "kill -9 $PPID; true"),
                program("it kills whatever it can", "prog10", "trap '' EXIT; kill -9 -1; true").then(run -> run.require(
                        run.router().isAlive(), "the router as it was")),
                program("a command of the alias with a macro", "prog9", "echo $f ${f} \\\\$u > /tmp/macros").then(run ->
                        run.require(!run.machine().read("/tmp/macros").contains("sender@far.example"),
                                "no address in a command line")));
    }

    private static Stream<MailCase> manners() {
        return Stream.of(
                program("it goes on in the background", "prog11", "setsid sleep 20 > /dev/null 2>&1 < /dev/null & exit 0")
                        .delivered(),
                program("a child that keeps its output open", "prog12", "sleep 20 & exit 0"),
                program("it floods its output", "prog13", "yes").deferred("4.", ""),
                program("it ignores the signal", "prog14", "trap '' TERM INT HUP; while :; do sleep 1; done").deferred("4.", ""),
                program("it never reads", "prog15", "exec sleep 1")
                        .message("Subject: a case\n\n" + ("x".repeat(70) + "\n").repeat(30_000)),
                program("it closes its input", "prog16", "exec <&-; exit 0").delivered(),
                program("it dies of a signal", "prog17", "kill -SEGV $$").notDelivered(),
                program("it lies about the log", "prog18", "printf "
                        + "'x\\\\r\\\\n2026-01-01 qid=FORGED event=delivered\\\\n\\\\033[2J'; "
                        + "exit 69").notDelivered().then(run -> run.require(run.log().lines().noneMatch(line ->
                                line.startsWith("2026-01-01") || line.contains("\u001b")),
                                        "no line and no control character of its own")),
                program("it starts many others", "prog19", "for i in $(seq 300); do sleep 5 & done; wait"),
                program("it computes without end", "prog20", "while :; do :; done").notDelivered());
    }
}
