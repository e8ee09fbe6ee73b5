package org.fingerpost.itest.users;

import java.util.ArrayList;
import java.util.List;

/**
 * What is prepared on a {@link Machine}, what is mailed, and what must come of it. Made step by step:
 *
 * <pre>
 * MailCase.named("a list in a folder that anybody can write")
 *         .given(machine -> machine.file("/tmp/list", "anna:anna", "644", "/home/anna/out\n"))
 *         .alias("list1: :include:/tmp/list")
 *         .to("list1")
 *         .refused("5.7.1", "/tmp can be written")
 *         .absent("/home/anna/out");
 * </pre>
 *
 * <p>Names of aliases are the case's own: all cases of a run share the file of aliases. Paths are those on the machine.
 */
public final class MailCase {

    /** A step of the preparation. */
    @FunctionalInterface
    public interface Step {

        void on(Machine machine) throws Exception;
    }

    /** What must be true at last; throws {@link AssertionError}. */
    @FunctionalInterface
    public interface Check {

        void of(MailRun run) throws Exception;
    }

    private final String name;
    private final List<Step> given = new ArrayList<>();
    private final List<String> aliases = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private String from = "sender@far.example";
    private List<String> to = List.of();
    private String message = "Subject: a case\n\nhello\n";
    private boolean bySmtp;

    private MailCase(String name) {
        this.name = name;
    }

    public static MailCase named(String name) {
        return new MailCase(name);
    }

    public MailCase given(Step step) {
        given.add(step);
        return this;
    }

    /** A script of root before the mail. */
    public MailCase given(String script) {
        return given(machine -> machine.script(script));
    }

    /** A file before the mail; see {@link Machine#file}. */
    public MailCase file(String path, String owner, String mode, String text) {
        return given(machine -> machine.file(path, owner, mode, text));
    }

    /** A line of {@code etc/aliases}. */
    public MailCase alias(String line) {
        aliases.add(line);
        return this;
    }

    public MailCase from(String sender) {
        from = sender;
        return this;
    }

    public MailCase to(String... recipients) {
        to = List.of(recipients);
        return this;
    }

    /** Header, empty line and body with LF. */
    public MailCase message(String text) {
        message = text;
        return this;
    }

    /** By SMTP in place of the command; a recipient may be refused there as well. */
    public MailCase bySmtp() {
        bySmtp = true;
        return this;
    }

    public MailCase then(Check check) {
        checks.add(check);
        return this;
    }

    /** At least one recipient was delivered, and none failed or waits. */
    public MailCase delivered() {
        return then(run -> run.require(!run.events("delivered").isEmpty() && run.events("failed").isEmpty()
                && run.events("deferred").isEmpty(), "delivered"));
    }

    /** Some recipient failed, or was refused by SMTP, with this status and these words (both may be empty). */
    public MailCase refused(String status, String words) {
        return then(run -> run.require(run.events("failed").stream().anyMatch(line -> line.contains(status)
                && line.contains(words)), "failed with " + status + " " + words));
    }

    /** Some recipient waits, with this status and these words. */
    public MailCase deferred(String status, String words) {
        return then(run -> run.require(run.events("deferred").stream().anyMatch(line -> line.contains(status)
                && line.contains(words)), "deferred with " + status + " " + words));
    }

    /** Nobody got it: it failed or waits. */
    public MailCase notDelivered() {
        return then(run -> run.require(run.events("delivered").isEmpty()
                && !(run.events("failed").isEmpty() && run.events("deferred").isEmpty()),
                "failed or deferred, and not delivered"));
    }

    /** No log and no report has these words. */
    public MailCase silentAbout(String words) {
        return then(run -> run.require(!run.log().contains(words) && run.machine().run("", "grep", "-rlF", "--", words,
                "/var/mail", "/srv/instance/var").status() != 0, "nothing of \"" + words + "\""));
    }

    /** The log of the router or of mail says so. */
    public MailCase logged(String words) {
        return then(run -> run.require(run.log().contains(words), "\"" + words + "\" in the log"));
    }

    /** The file has the message's Subject line. */
    public MailCase in(String path) {
        return then(run -> run.require(run.machine().read(path).contains("Subject: a case"), "the message in " + path));
    }

    /** @param facts {@code user:group mode} as {@link Machine#facts} has it */
    public MailCase facts(String path, String facts) {
        return then(run -> run.require(run.machine().facts(path).equals(facts),
                path + " as " + facts + ", not " + run.machine().facts(path)));
    }

    /** The file's content is exactly this. */
    public MailCase content(String path, String text) {
        return then(run -> run.require(run.machine().read(path).equals(text), path + " with what it had"));
    }

    public MailCase absent(String path) {
        return then(run -> run.require(!run.machine().exists(path), "no " + path));
    }

    String from() {
        return from;
    }

    List<String> to() {
        return to;
    }

    String message() {
        return message;
    }

    List<String> aliases() {
        return aliases;
    }

    boolean isBySmtp() {
        return bySmtp;
    }

    void prepare(Machine machine) throws Exception {
        for (Step step : given) {
            step.on(machine);
        }
    }

    void check(MailRun run) throws Exception {
        for (Check check : checks) {
            check.of(run);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
