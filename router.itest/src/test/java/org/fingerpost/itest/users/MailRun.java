package org.fingerpost.itest.users;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.itest.process.Await;
import org.fingerpost.itest.process.RouterProcess;
import org.fingerpost.itest.process.Shell;
import org.fingerpost.itest.process.SmtpDialogue;

/** One {@link MailCase}, done on a machine whose router runs. */
public final class MailRun {

    private static final Pattern QUEUE_ID = Pattern.compile("qid=(\\S+)");
    private static final Pattern EVENT = Pattern.compile("event=(\\S+)");
    private static final Pattern ATTEMPT_OVER = Pattern.compile("event=(delivered|failed|deferred|discarded|done|removed)\\b");

    private final Machine machine;
    private final RouterProcess router;
    private final MailCase mail;
    private final List<String> refusals = new ArrayList<>();
    private int logStart;
    private int routerLogStart;
    private String queueId = "";

    private MailRun(Machine machine, RouterProcess router, MailCase mail) {
        this.machine = machine;
        this.router = router;
        this.mail = mail;
    }

    /** Prepares, mails, waits for the first attempt at all recipients, and checks; what still waits is removed. */
    public static void of(Machine machine, RouterProcess router, MailCase mail) throws Exception {
        new MailRun(machine, router, mail).play(true);
    }

    /** The same with aliases that are there already. */
    public static void withoutAliases(Machine machine, RouterProcess router, MailCase mail) throws Exception {
        new MailRun(machine, router, mail).play(false);
    }

    private void play(boolean aliasesAreNew) throws Exception {
        mail.prepare(machine);
        if (aliasesAreNew) {
            addAliases();
        }
        logStart = wholeLog().length();
        routerLogStart = router.read("var/log/router.log").length();
        if (mail.isBySmtp()) {
            sendBySmtp();
        } else {
            send();
        }
        if (!queueId.isEmpty()) {
            awaitAttempts();
        }
        try {
            mail.check(this);
        } finally {
            if (!events("deferred").isEmpty()) {
                router.program("fingerpost", "", "queue", "remove", queueId);
            }
        }
    }

    private void addAliases() throws Exception {
        if (!mail.aliases().isEmpty()) {
            Files.writeString(router.base().resolve("etc/aliases"), String.join("\n", mail.aliases()) + "\n",
                    StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
            Shell.Result rebuilt = router.program("newaliases", "");
            require(rebuilt.status() == 0, "newaliases: " + rebuilt.output() + rebuilt.error());
        }
    }

    private void send() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-i", "-f", mail.from()));
        arguments.add("--");
        arguments.addAll(mail.to());
        Shell.Result sent = router.sendmail(mail.message(), arguments.toArray(String[]::new));
        require(sent.status() == 0, "sendmail: exit status " + sent.status() + " " + sent.error());
        Await.until("a queue id in the log", () -> !newIds().isEmpty());
        queueId = newIds().get(0);
    }

    private List<String> newIds() throws IOException {
        return log().lines().filter(line -> line.contains("event=accepted from=<" + mail.from() + ">"))
                .map(QUEUE_ID::matcher).filter(Matcher::find).map(matcher -> matcher.group(1)).toList();
    }

    private void sendBySmtp() throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            String sender = smtp.command("MAIL FROM:<" + mail.from() + ">", "");
            if (!sender.startsWith("250")) {
                refusals.add("event=failed " + sender);
                return;
            }
            boolean anybody = false;
            for (String recipient : mail.to()) {
                String reply = smtp.command("RCPT TO:<" + recipient + ">", "");
                anybody |= reply.startsWith("250");
                if (!reply.startsWith("250")) {
                    refusals.add("event=" + (reply.startsWith("4") ? "deferred" : "failed") + " " + reply);
                }
            }
            if (anybody) {
                smtp.command("DATA", "354");
                String reply = smtp.command(mail.message().replace("\n", "\r\n") + ".", "250");
                Matcher id = Pattern.compile("[0-9A-Z]{12,}").matcher(reply);
                require(id.find(), "a queue id in " + reply);
                queueId = id.group();
            }
            smtp.command("QUIT", "");
        }
    }

    /** The queue has nothing of it, or keeps what was deferred. */
    private void awaitAttempts() throws Exception {
        Path control = router.base();
        Await.until("the attempts of " + queueId + " at " + control + "\n" + log(), Duration.ofSeconds(60), () -> {
            boolean attempted = log().lines().anyMatch(line -> line.contains("qid=" + queueId)
                    && ATTEMPT_OVER.matcher(line).find());
            return attempted && (!router.spooled().contains(queueId) || !events("deferred").isEmpty());
        });
    }

    public Machine machine() {
        return machine;
    }

    public RouterProcess router() {
        return router;
    }

    /** Lines of the mail log about this message with this event. */
    public List<String> events(String event) throws IOException {
        List<String> lines = new ArrayList<>(refusals.stream().filter(line -> line.startsWith("event=" + event)).toList());
        log().lines().filter(line -> !queueId.isEmpty() && line.contains("qid=" + queueId)).filter(line -> {
            Matcher matcher = EVENT.matcher(line);
            return matcher.find() && matcher.group(1).equals(event);
        }).forEach(lines::add);
        return lines;
    }

    /** What the router has logged since the mail was handed in, both streams. */
    public String log() throws IOException {
        String all = wholeLog();
        String routerLog = router.read("var/log/router.log");
        return all.substring(Math.min(logStart, all.length())) + "\n"
                + routerLog.substring(Math.min(routerLogStart, routerLog.length()));
    }

    private String wholeLog() throws IOException {
        return router.read("var/log/mail.log");
    }

    public void require(boolean condition, String expected) throws IOException {
        if (!condition) {
            throw new AssertionError("case \"" + mail + "\": expected " + expected + "\n" + refusals + "\n" + log());
        }
    }
}
