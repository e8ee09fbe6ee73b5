package org.fingerpost.mailer.smtp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The recipients of a message that a server takes at once (RFC 9422 §4): the message is sent again for the next ones.
 *
 * @param recipients indexes, at least one unless none is left
 * @param next       where the next portion begins
 */
record Portion(List<Integer> recipients, int next) {

    /** @param from where it begins */
    static Portion of(OutgoingMail mail, Outcomes outcomes, int from, Capabilities server) {
        int most = server.limit("RCPTMAX");
        int mostDomains = server.limit("RCPTDOMAINMAX");
        boolean countsDomains = mostDomains < Integer.MAX_VALUE;
        Set<String> domains = new HashSet<>();
        List<Integer> recipients = new ArrayList<>();
        int next = from;
        for (; next < mail.recipients().size() && recipients.size() < most; next++) {
            if (!outcomes.isOpen(next)) {
                continue;
            }
            if (countsDomains) {
                String domain = domain(mail.recipients().get(next));
                if (!domains.contains(domain) && domains.size() == mostDomains) {
                    break;
                }
                domains.add(domain);
            }
            recipients.add(next);
        }
        return new Portion(recipients, next);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
