package org.fingerpost.mailer.vacation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/**
 * Who is away, by all names.
 *
 * @param names     local names, at each of our domains; lower case
 * @param addresses full addresses; lower case
 * @param ours      whether a domain (lower case) is one of ours
 */
record Absentee(List<String> names, List<String> addresses, Predicate<String> ours) {

    private static final List<String> RECIPIENT_FIELDS = List.of("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc");
    /** What is looked at of one field: who stands further behind was one of a thousand. */
    private static final int MAX_FIELD_OCTETS = 64 * 1024;

    Absentee {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }

    /** @param others of the same person: names without a domain, and addresses */
    static Absentee of(String login, List<String> others, Predicate<String> ours) {
        List<String> names = new ArrayList<>(List.of(login.toLowerCase(Locale.ROOT)));
        List<String> addresses = new ArrayList<>();
        others.forEach(other -> (other.indexOf('@') < 0 ? names : addresses).add(other.toLowerCase(Locale.ROOT)));
        return new Absentee(names, addresses, ours);
    }

    /** The address by which a message is for this person in particular (RFC 3834 §2); empty if it is not. */
    Optional<String> addressIn(Header header) {
        for (String name : RECIPIENT_FIELDS) {
            for (HeaderField field : header.all(name)) {
                Optional<String> found = mailboxes(field.value()).stream().filter(this::is).findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether an address is this person's: {@code name}, {@code name+detail}, at one of our domains, or one of the addresses. */
    boolean is(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        String local = at < 0 ? lower : lower.substring(0, at);
        String domain = at < 0 ? "" : lower.substring(at + 1);
        return addresses.contains(lower) || addresses.contains(plain(local) + "@" + domain)
                || (names.contains(local) || names.contains(plain(local))) && (domain.isEmpty() || ours.test(domain));
    }

    private static String plain(String local) {
        int plus = local.indexOf('+');
        return plus > 0 ? local.substring(0, plus) : local;
    }

    private static List<String> mailboxes(String value) {
        String text = value.length() > MAX_FIELD_OCTETS ? value.substring(0, MAX_FIELD_OCTETS) : value;
        try {
            return LenientAddressParser.DEFAULT.parseAddressList(text).flatten().stream().map(Mailbox::getAddress)
                    .filter(address -> address != null && !address.isEmpty()).toList();
        } catch (RuntimeException e) { // whatever a stranger writes there
            return List.of();
        }
    }
}
