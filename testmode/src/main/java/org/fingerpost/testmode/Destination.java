package org.fingerpost.testmode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.core.rewrite.Ascii;
import org.fingerpost.core.rewrite.Quotes;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.Triple;

/** What becomes of the tokens that rule set 0 gives: a line with mailer, host and user. */
final class Destination {

    private static final String ERROR = "*error*";
    private static final Pattern REPLY = Pattern.compile("(\\d{3})(?: |$)(?:[245]\\.\\d{1,3}\\.\\d{1,3}(?: |$))?(.*)",
            Pattern.DOTALL);
    private static final String DEFAULT_REPLY = "553";
    private static final String INCLUSION = ":include:";
    /** From this level on recipient rule sets are for senders and headers too. */
    private static final int LEVEL_OF_ALL_KINDS = 10;

    private final Session session;
    private final String address;

    Destination(Session session, String address) {
        this.session = session;
        this.address = address;
    }

    String of(List<String> tokens) {
        if (!Rewritten.isResolved(tokens)) {
            return broken("no mailer in parsed address");
        }
        Triple triple = Triple.of(tokens);
        if (triple.isError()) {
            return refused(session.text(triple.host()), triple.errorText(session.engine().tokenizer()));
        }
        Optional<MailerDefinition> mailer = session.mailer(triple.mailer());
        if (mailer.isEmpty()) {
            return broken("unknown mailer " + triple.mailer());
        }
        if (triple.host().isEmpty() && !mailer.get().has('l')) {
            return broken("no host");
        }
        return triple.hasUser() ? delivered(mailer.get(), triple) : broken("no user");
    }

    private String broken(String what) {
        session.screen().line("buildaddr: " + what);
        return line(ERROR, "", "");
    }

    private String refused(String host, String user) {
        String text = Quotes.strip(user);
        Matcher reply = REPLY.matcher(text);
        boolean coded = reply.matches();
        session.screen().complain(coded ? reply.group(1) : DEFAULT_REPLY, address, coded ? reply.group(2) : text);
        return line(ERROR, host, AddressChecks.printable(user, address, session.screen()));
    }

    private String delivered(MailerDefinition resolved, Triple triple) {
        String host = session.text(triple.host());
        host = resolved.has('h') ? host : Ascii.lower(host);
        String user = triple.errorText(session.engine().tokenizer());
        user = user.startsWith("\"") ? user.substring(1) : user;
        if (user.startsWith(":") && resolved.has(':') && isInclusion(Quotes.strip(user))) {
            String file = Quotes.strip(user).substring(INCLUSION.length());
            return line(Mailers.INCLUDE, host, AddressChecks.printable(file, address, session.screen()));
        }
        MailerDefinition mailer = special(resolved, user);
        List<String> tokens = triple.user();
        if (mailer.has('@') && tokens.stream().findFirst().equals(Optional.of("@"))) {
            tokens = tokens.subList(1, tokens.size());
        }
        session.define("h", MacroText.literal(host));
        if (session.policy().level() >= LEVEL_OF_ALL_KINDS || session.kind() == AddressKind.ENVELOPE_RECIPIENT) {
            tokens = session.apply("2", tokens);
            Optional<String> own = mailer.recipientEnvelopeRuleSet();
            tokens = own.isPresent() ? session.apply(own.get(), tokens) : tokens;
        }
        String text = session.text(session.apply("4", tokens));
        text = AddressChecks.printable(text, address, session.screen());
        return line(mailer.name(), host, mailer.has('u') ? text : Ascii.lower(text));
    }

    private static boolean isInclusion(String user) {
        return user.regionMatches(true, 0, INCLUSION, 0, INCLUSION.length());
    }

    /** A user that is a program or a file goes to the mailer for those, where the mailer's flags allow it. */
    private MailerDefinition special(MailerDefinition mailer, String user) {
        if (user.startsWith("|") && mailer.has('|')) {
            return session.mailer(Mailers.PROGRAM).orElse(mailer);
        }
        return user.startsWith("/") && mailer.has('/') ? session.mailer(Mailers.FILE).orElse(mailer) : mailer;
    }

    private static String line(String mailer, String host, String user) {
        return "mailer " + mailer + (host.isEmpty() ? "" : ", host " + host) + ", user " + user;
    }
}
