package org.fingerpost.core.alias;

import java.util.Locale;

import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.route.Destination;

/** By what it is known that two addresses lead to the same place. */
final class Claim {

    private Claim() {
    }

    /**
     * Names of hosts are the same in all letters, those of users are not (RFC 5321 §2.4). The detail of {@code user+detail} is
     * the host of a local route; it makes a difference if the mailer is told of it.
     */
    static Route of(Destination.Mail mail) {
        Route route = mail.route();
        boolean told = !mail.mailer().has('w') || mail.mailer().arguments().stream().anyMatch(text -> text.mentions("h"));
        return inSmallLetters(told ? route : new Route(route.mailer(), "", route.user()));
    }

    private static Route inSmallLetters(Route route) {
        String user = route.user();
        int at = user.lastIndexOf('@');
        boolean plain = isSmall(user, at + 1) || at < 0;
        return plain && isSmall(route.host(), 0) ? route : new Route(route.mailer(), route.host().toLowerCase(Locale.ROOT),
                plain ? user : user.substring(0, at) + user.substring(at).toLowerCase(Locale.ROOT));
    }

    private static boolean isSmall(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return false;
            }
        }
        return true;
    }
}
