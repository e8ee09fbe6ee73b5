package org.fingerpost.listener.smtp;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.listener.smtp.extension.Utf8;

/**
 * The verbs: who handles each, when it is legal, and what is said when it is not. All legal sequences of a session are in this
 * table; during the content and a commit no command is read at all.
 */
enum Verb {
    EHLO(Introduction::ehlo, Legal.ALWAYS, ""),
    HELO(Introduction::helo, Legal.ALWAYS, ""),
    LHLO(Introduction::ehlo, Legal.ALWAYS, ""),
    MAIL(MailCommands::mail, EnumSet.of(Phase.GREETED), "a transaction is open"),
    RCPT(MailCommands::rcpt, Legal.IN_TRANSACTION, "need MAIL first"),
    DATA(MailCommands::data, Legal.IN_TRANSACTION, "need MAIL first"),
    /** Says itself when it is not legal: its octets are to be swallowed first. */
    BDAT(ChunkCommands::bdat, Legal.ALWAYS, ""),
    STARTTLS(SecurityCommands::starttls, EnumSet.of(Phase.CONNECTED, Phase.GREETED), "a transaction is open"),
    AUTH(Authentication::auth, EnumSet.of(Phase.GREETED), "a transaction is open"),
    XCLIENT(Xclient::xclient, EnumSet.of(Phase.CONNECTED, Phase.GREETED), "a transaction is open"),
    RSET(MailCommands::rset, Legal.ALWAYS, ""),
    NOOP(always(Reply.of(250, "2.0.0", "ok")), Legal.ALWAYS, ""),
    VRFY(Inquiries::vrfy, Legal.ALWAYS, ""),
    EXPN(Inquiries::expn, Legal.ALWAYS, ""),
    ETRN(Inquiries::etrn, EnumSet.of(Phase.GREETED), "a transaction is open"),
    HELP(Help::help, Legal.ALWAYS, ""),
    QUIT(Verb::quit, Legal.ALWAYS, ""),
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
        static final Set<Phase> ALWAYS = EnumSet.range(Phase.CONNECTED, Phase.CHUNKS);
        static final Set<Phase> IN_TRANSACTION = EnumSet.of(Phase.SENDER, Phase.RECIPIENTS);
    }

    private static final Map<String, Verb> BY_NAME = new HashMap<>();

    static {
        for (Verb verb : values()) {
            BY_NAME.put(verb.name(), verb);
        }
    }

    /** What every client may say, as in sendmail; what ends the session anyway; and BDAT, which looks itself. */
    private static final Set<Verb> WITHOUT_ADMISSION =
            EnumSet.complementOf(EnumSet.of(MAIL, RCPT, DATA, VRFY, EXPN, ETRN, HELP));
    /** Those whose argument may be UTF-8 (RFC 6531). */
    private static final Set<Verb> WITH_UTF8 = EnumSet.of(MAIL, RCPT, VRFY, EXPN);
    /** RFC 2033 §4.1. */
    private static final List<Verb> HELLOS_OF_SMTP = List.of(EHLO, HELO);
    private static final List<Verb> HELLOS_OF_LMTP = List.of(LHLO);

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

    private static Answer quit(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        return Answer.of(Reply.last(221, "2.0.0", dialogue.offices().hostName() + " closing"));
    }

    /** The verb of a command to that service. */
    static Verb find(CommandLine command, Service service) throws BadCommand {
        Verb verb = BY_NAME.get(command.verb());
        boolean ascii = Utf8.isAscii(command.verb()) && Utf8.isAscii(command.argument());
        if (!ascii && !WITH_UTF8.contains(verb)) {
            throw new BadCommand(500, "5.5.2", "8-bit character in a command");
        }
        if (verb == null || !verb.isOf(service)) {
            throw new BadCommand(500, "5.5.1", "command not recognized");
        }
        return verb;
    }

    /** Whether it is a command of SMTP, or of LMTP if that is what the service speaks. */
    boolean isOf(Service service) {
        return !(service == Service.LMTP ? HELLOS_OF_SMTP : HELLOS_OF_LMTP).contains(this);
    }

    /** Whether a client that the policy does not want is refused it. */
    boolean needsAdmission() {
        return !WITHOUT_ADMISSION.contains(this);
    }

    Handler handler() {
        return handler;
    }

    void requireLegalIn(Dialogue dialogue) throws BadCommand {
        if (!legalIn.contains(dialogue.phase())) {
            throw new BadCommand(503, "5.5.1", switch (dialogue.phase()) {
                case CONNECTED -> dialogue.service() == Service.LMTP ? "say LHLO first" : "say EHLO or HELO first";
                case CHUNKS -> "a message is coming by BDAT";
                default -> otherwise;
            });
        }
    }
}
