package org.fingerpost.itest.users;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a shell, a path or a program's options would make something of, in every part of an address and of what macros take from a
 * message. {@code args.example} is the mailer {@code args}, a program with {@code $f $g $h $u $x $s $r} as arguments that
 * writes down how many it got, and each; {@code touch /tmp/pwned} must never be run.
 */
final class HostileAddresses {

    private static final String PWN = "touch${IFS}/tmp/pwned";
    private static final List<String> LOCAL_PARTS = List.of("a;" + PWN, "`" + PWN + "`", "$(" + PWN + ")", "a|" + PWN,
            "a&&" + PWN + "&", "\"a b;touch /tmp/pwned\"", "\"'; touch /tmp/pwned; '\"",
            "\"\\\"; touch /tmp/pwned; \\\"\"", "'" + PWN, "a>/tmp/pwned", "#a",
            "\"|touch /tmp/pwned\"", "$f$u${client_name}", "%s%n", "\"*\"", "~root", "a$|b", "$w");

    private HostileAddresses() {
    }

    static Stream<MailCase> cases() {
        List<MailCase> cases = new ArrayList<>();
        for (String local : LOCAL_PARTS) {
            cases.add(told("recipient " + local, MailCase.named("address: recipient " + local).to(local + "@args.example")));
            cases.add(told("sender " + local, MailCase.named("address: sender " + local).from(local + "@far.example")
                    .to("u@args.example")));
        }
        cases.add(MailCase.named("address: users").to(LOCAL_PARTS.toArray(String[]::new)).bySmtp().notDelivered());
        cases.add(MailCase.named("address: details").bySmtp().to(LOCAL_PARTS.stream()
                .map(local -> "anna+" + local.replace("\"", "").replace("%n", "%m")) // nobody has tried the host m before
                .toArray(String[]::new)));
        return Stream.of(cases.stream(), options(), names(), paths(), targets()).flatMap(each -> each);
    }

    /** Whatever the program is told, it is told in its seven arguments. */
    private static MailCase told(String name, MailCase mail) {
        return mail.bySmtp().then(run -> {
            List<String> lines = run.machine().read("/tmp/args").lines().toList();
            run.require(lines.isEmpty() || lines.get(0).equals("argc=7") && lines.size() == 8,
                    name + " as one argument: " + lines);
        });
    }

    /** What a program would take for an option of its own. */
    private static Stream<MailCase> options() {
        return Stream.of("-oQ/tmp/pwned", "--help", "-C/tmp/pwned", "-X/tmp/pwned").map(option ->
                MailCase.named("address: option " + option).to(option + "@args.example").bySmtp().then(run -> run.require(
                        run.machine().read("/tmp/args").lines().noneMatch(line -> line.startsWith("arg=<-")),
                        "no argument with a dash")));
    }

    private static Stream<MailCase> names() {
        String[] names = {"`touch /tmp/pwned`", "$(touch /tmp/pwned)", "\"; touch /tmp/pwned; \"", "a\tb", "${f}",
            "-oQ/tmp/pwned"};
        return Stream.concat(
                Stream.of(names).map(name -> told("name " + name, MailCase.named("address: full name " + name)
                        .message("Full-Name: " + name + "\nSubject: a case\n\nhello\n").to("u@args.example"))),
                Stream.of(names).map(name -> told("phrase " + name, MailCase.named("address: phrase " + name)
                        .message("From: " + name + " <s@far.example>\nTo: " + name
                                + " <u@args.example>\nSubject: a case\n\nhello\n")
                        .to("u@args.example"))));
    }

    private static Stream<MailCase> paths() {
        return Stream.of("../anna", "anna/../bert", "..", ".", "/etc/passwd", "anna/", "./anna", "anna\\0", "ANNA/../../tmp/x",
                "\"../../tmp/pwned\"", "\"/tmp/pwned\"", "anna%00", "\"anna\\\0\"", "x".repeat(300), "x".repeat(1900),
                "anna\rbert", "anna\0", "anna\nbert").map(path ->
                        MailCase.named("address: path " + printable(path)).to(path).bySmtp().notDelivered().absent("/tmp/x"));
    }

    private static String printable(String path) {
        return path.replaceAll("[^ -~]", "?").replaceAll("(x{20})x+", "$1...");
    }

    /** Programs, files and lists are named by aliases and forward files, and by nobody else. */
    private static Stream<MailCase> targets() {
        return Stream.of("|touch /tmp/pwned", "\"|touch /tmp/pwned\"", "/tmp/pwned", "\"/tmp/pwned\"", ":include:/etc/passwd",
                "\":include:/etc/passwd\"", "\\|touch", "|touch@localhost", "\"|touch /tmp/pwned\"@[127.0.0.1]",
                "\"|touch /tmp/pwned\"@shop.example",
                "/tmp/pwned@shop.example", "\":include:/etc/passwd\"@shop.example", "@localhost:\"|touch /tmp/pwned\"@localhost",
                "localhost!/tmp/pwned", "\"|touch /tmp/pwned\"%localhost@localhost")
                .map(target -> MailCase.named("address: target " + target).to(target).bySmtp().notDelivered());
    }
}
