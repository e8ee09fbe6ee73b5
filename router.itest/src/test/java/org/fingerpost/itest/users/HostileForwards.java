package org.fingerpost.itest.users;

import java.util.stream.Stream;

/** Forward files and lists of which others would have something. {@code touch /tmp/pwned} must never be run. */
final class HostileForwards {

    private static final String PWN = "\"|touch /tmp/pwned\"\n";

    private HostileForwards() {
    }

    static Stream<MailCase> cases() {
        return Stream.of(forwards(), contents(), lists(), expansions()).flatMap(cases -> cases);
    }

    private static MailCase forward(String name, String given) {
        return MailCase.named("forward: " + name).given(given).to("bert").bySmtp();
    }

    private static MailCase berts(String name, String owner, String mode, String text) {
        return MailCase.named("forward: " + name).file("/home/bert/.forward", owner, mode, text).to("bert").bySmtp();
    }

    private static Stream<MailCase> forwards() {
        return Stream.of(
                berts("anybody can write it", "bert:bert", "666", PWN),
                berts("a group can write it", "bert:staff", "664", PWN),
                berts("somebody else's", "mallory:mallory", "644", PWN),
                berts("in a home that anybody can write", "bert:bert", "644", PWN).given("chmod 777 /home/bert"),
                forward("a link to somebody else's", "echo '" + PWN.strip() + "' > /home/mallory/f; "
                        + "chown mallory: /home/mallory/f; ln -s /home/mallory/f /home/bert/.forward"),
                forward("a link to a secret", "ln -s /home/anna/secret /home/bert/.forward; chown -h bert: /home/bert/.forward")
                        .silentAbout("lily of the valley"),
                forward("a second name of a secret", "ln /home/anna/secret /home/bert/.forward")
                        .silentAbout("lily of the valley"),
                forward("a link to the passwords", "ln -s /etc/shadow /home/bert/.forward").silentAbout("root:"),
                forward("a FIFO", "mkfifo -m 666 /home/bert/.forward; chown bert: /home/bert/.forward"),
                forward("a device without end", "ln -s /dev/zero /home/bert/.forward"),
                forward("a folder", "mkdir /home/bert/.forward"),
                forward("not readable", "echo '" + PWN.strip() + "' > /home/bert/.forward; chmod 000 /home/bert/.forward"),
                MailCase.named("forward: a detail that climbs").given("mkdir /home/bert/.forward+; echo '" + PWN.strip()
                        + "' > /home/mallory/evil; chown -R mallory: /home/mallory").to("bert+/../../mallory/evil").bySmtp(),
                MailCase.named("forward: a program for a user without a shell")
                        .file("/home/carl/.forward", "carl:carl", "600", PWN).to("carl").bySmtp().notDelivered(),
                MailCase.named("forward: a file for a user without a shell")
                        .file("/home/carl/.forward", "carl:carl", "600", "/home/carl/box\n").to("carl").bySmtp().notDelivered()
                        .absent("/home/carl/box"));
    }

    /** Whatever mallory writes into hers. */
    private static MailCase mallorys(String name, String text) {
        return MailCase.named("forward: " + name).file("/home/mallory/.forward", "mallory:mallory", "600", text).to("mallory")
                .bySmtp();
    }

    private static Stream<MailCase> contents() {
        return Stream.of(
                mallorys("a program in her name", "\"|id -u > /tmp/id\"\n").content("/tmp/id", "5003\n")
                        .facts("/tmp/id", "mallory:mallory 644"),
                mallorys("a program that reads a secret", "\"|cat /home/anna/secret > /tmp/leak\"\n").notDelivered()
                        .content("/tmp/leak", ""),
                mallorys("a secret as a list", ":include:/home/anna/secret\n").notDelivered().silentAbout("lily of the valley"),
                mallorys("the passwords as a list", ":include:/etc/shadow\n").notDelivered().silentAbout("root:"),
                mallorys("a list without end", ":include:/dev/zero\n").notDelivered(),
                mallorys("a list that climbs", ":include:../../../home/anna/secret\n").notDelivered()
                        .silentAbout("lily of the valley"),
                mallorys("itself as a list", ":include:/home/mallory/.forward\n"),
                mallorys("octets of all kinds", "\0\r\u0001\u001b[2J,|\0true,\"\r\n\u00ff"),
                mallorys("quotes without end", "\"|touch /tmp/pwned"),
                mallorys("parentheses without end", "(".repeat(20000)),
                mallorys("one line of a megabyte", "x".repeat(1_000_000)),
                MailCase.named("forward: fifty megabytes").given("yes nobody-there | head -c 50000000 > /home/mallory/.forward; "
                        + "chown mallory: /home/mallory/.forward").to("mallory").bySmtp());
    }

    private static MailCase list(String name, String alias, String given) {
        return MailCase.named("list: " + name).alias(alias + ": :include:/home/lists/" + alias)
                .given("mkdir /home/lists; " + given).to(alias).bySmtp();
    }

    private static Stream<MailCase> lists() {
        String pwn = "echo '" + PWN.strip() + "' > /home/lists/";
        return Stream.of(
                list("anybody can write it", "hostile1", pwn + "hostile1; chmod 666 /home/lists/hostile1").notDelivered(),
                list("in a folder that anybody can write", "hostile2", pwn + "hostile2; chmod 777 /home/lists").notDelivered(),
                list("a group can write it", "hostile3", pwn + "hostile3; chown root:staff /home/lists/hostile3; "
                        + "chmod 664 /home/lists/hostile3").notDelivered(),
                list("a program in its owner's name", "hostile4", "echo '\"|id -u > /tmp/id\"' > /home/lists/hostile4; "
                        + "chown mallory: /home/lists/hostile4").content("/tmp/id", "5003\n"),
                list("a file that its owner cannot write", "hostile5", "echo /home/anna/secret > /home/lists/hostile5; "
                        + "chown mallory: /home/lists/hostile5").notDelivered(),
                list("a FIFO", "hostile6", "mkfifo -m 666 /home/lists/hostile6").notDelivered(),
                list("a folder", "hostile7", "mkdir /home/lists/hostile7").notDelivered(),
                list("without end", "hostile8", "ln -s /dev/zero /home/lists/hostile8").notDelivered(),
                list("itself", "hostile9", "echo :include:/home/lists/hostile9 > /home/lists/hostile9").notDelivered(),
                list("a link to the passwords", "hostile10", "ln -s /etc/shadow /home/lists/hostile10; "
                        + "chown -h mallory: /home/lists /home/lists/hostile10").notDelivered().silentAbout("daemon:*"));
    }

    private static MailCase expansion(String name, String alias) {
        return MailCase.named("expansion: " + name).to(alias).bySmtp();
    }

    private static Stream<MailCase> expansions() {
        MailCase bomb = expansion("each name is two of the next", "bomb0");
        for (int i = 0; i < 40; i++) {
            String two = "bomb" + (i + 1) + ", twin" + (i + 1);
            bomb.alias("bomb" + i + ": " + two).alias("twin" + i + ": " + two);
        }
        bomb.alias("bomb40: anna").alias("twin40: anna");
        return Stream.of(
                bomb.logged("5.4.6"),
                expansion("the same name ten thousand times", "same").alias("same: " + "anna, ".repeat(10_000) + "anna")
                        .delivered().then(run -> run.require(run.events("delivered").size() == 1, "one copy")),
                expansion("names that stand for each other", "ring1").alias("ring1: ring2").alias("ring2: ring3")
                        .alias("ring3: ring1").notDelivered(),
                expansion("forward files that send to each other", "anna")
                        .file("/home/anna/.forward", "anna:anna", "600", "bert\n")
                        .file("/home/bert/.forward", "bert:bert", "600", "mallory\n")
                        .file("/home/mallory/.forward", "mallory:mallory", "600", "anna\n"),
                expansion("a forward file that sends to the list that it is on", "circle").alias("circle: bert, circle-2")
                        .alias("circle-2: :include:/home/lists/circle")
                        .given("mkdir /home/lists; echo bert+x > /home/lists/circle")
                        .file("/home/bert/.forward", "bert:bert", "600", "circle, \\bert\n").in("/var/mail/bert"));
    }
}
