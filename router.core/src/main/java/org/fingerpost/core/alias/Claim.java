package org.fingerpost.core.alias;

import java.util.Locale;

import org.fingerpost.api.rewrite.Route;

/** By what it is known that two addresses lead to the same place. */
final class Claim {

    private Claim() {
    }

    /** Names of hosts are the same in all letters, those of users are not (RFC 5321 §2.4). */
    static Route of(Route route) {
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
