package org.fingerpost.listener.smtp;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The verbs: who handles each, when it is legal, and what is said when it is not. All legal sequences of a session are in this
 * table; during the content and a commit no command is read at all.
 */
enum Verb {
    EHLO(Introduction::ehlo, Legal.ALWAYS, ""),
    HELO(Introduction::helo, Legal.ALWAYS, ""),
    MAIL(MailCommands::mail, EnumSet.of(Phase.GREETED), "a transaction is open"),
    RCPT(MailCommands::rcpt, Legal.IN_TRANSACTION, "need MAIL first"),
    DATA(MailCommands::data, Legal.IN_TRANSACTION, "need MAIL first"),
    RSET(MailCommands::rset, Legal.ALWAYS, ""),
    NOOP(always(Reply.of(250, "2.0.0", "ok")), Legal.ALWAYS, ""),
    VRFY(Inquiries::vrfy, Legal.ALWAYS, ""),
    EXPN(always(Reply.of(502, "5.7.0", "lists are not expanded here")), Legal.ALWAYS, ""),
    HELP(always(Reply.of(214, "2.0.0", "commands: EHLO HELO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT", "see RFC 5321")),
            Legal.ALWAYS, ""),
    QUIT(Inquiries::quit, Legal.ALWAYS, ""),
    // The methods of HTTP: of a web browser made to send mail, say. What follows is not to be read as commands.
    GET(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    HEAD(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    POST(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    PUT(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    PATCH(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    DELETE(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    CONNECT(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    OPTIONS(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    TRACE(always(SmtpSession.FOREIGN), Legal.ALWAYS, ""),
    PRI(always(SmtpSession.FOREIGN), Legal.ALWAYS, "");

    /** What is done at a verb. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Dialogue dialogue, CommandLine command) throws BadCommand;
    }

    /** Phases that several verbs share. */
    private static final class Legal {
        static final Set<Phase> ALWAYS = EnumSet.range(Phase.CONNECTED, Phase.RECIPIENTS);
        static final Set<Phase> IN_TRANSACTION = EnumSet.of(Phase.SENDER, Phase.RECIPIENTS);
    }

    private static final Map<String, Verb> BY_NAME = new HashMap<>();

    static {
        for (Verb verb : values()) {
            BY_NAME.put(verb.name(), verb);
        }
    }

    /** What every client may say, as in sendmail; and what ends the session anyway. */
    private static final Set<Verb> WITHOUT_ADMISSION =
            EnumSet.complementOf(EnumSet.of(MAIL, RCPT, DATA, VRFY, EXPN, HELP));

    private final Handler handler;
    private final Set<Phase> legalIn;
    private final String otherwise;

    Verb(Handler handler, Set<Phase> legalIn, String otherwise) {
        this.handler = handler;
        this.legalIn = legalIn;
        this.otherwise = otherwise;
    }

    private static Handler always(Reply reply) {
        Answer answer = Answer.of(reply);
        return (dialogue, command) -> answer;
    }

    /** @param name upper case */
    static Verb find(String name) throws BadCommand {
        Verb verb = BY_NAME.get(name);
        if (verb == null) {
            throw new BadCommand(500, "5.5.1", "command not recognized");
        }
        return verb;
    }

    /** Whether a client that the policy does not want is refused it. */
    boolean needsAdmission() {
        return !WITHOUT_ADMISSION.contains(this);
    }

    Handler handler() {
        return handler;
    }

    void requireLegalIn(Phase phase) throws BadCommand {
        if (!legalIn.contains(phase)) {
            throw new BadCommand(503, "5.5.1", phase == Phase.CONNECTED ? "say EHLO or HELO first" : otherwise);
        }
    }
}
