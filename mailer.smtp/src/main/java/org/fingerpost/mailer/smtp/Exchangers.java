package org.fingerpost.mailer.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

import org.fingerpost.api.dns.MailExchanger;

/**
 * The hosts that take mail for a domain, those of one preference together (RFC 5321 §5.1). Immutable.
 *
 * @param groups  the most preferred first
 * @param loop    we are among them, and nobody is before us
 * @param nullMx  the domain takes no mail at all (RFC 7505)
 */
record Exchangers(List<Group> groups, boolean loop, boolean nullMx) {

    /** Of a longer list the rest is not looked at. */
    private static final int MAX = 100;

    /** @param reason why these, for people */
    record Group(List<String> hosts, String reason) {
    }

    /** A host without mail exchangers, or whose mail exchangers are not asked for. */
    static Exchangers only(String host, String reason) {
        return new Exchangers(List.of(new Group(List.of(host), reason)), false, false);
    }

    /**
     * @param found   sorted by preference
     * @param ourName whether we are called that: then this host and all that are preferred no more are left out
     */
    static Exchangers of(String domain, List<MailExchanger> found, Predicate<String> ourName) {
        List<MailExchanger> named = found.stream().filter(each -> !each.host().isEmpty()).limit(MAX).toList();
        OptionalInt ours = named.stream().filter(each -> ourName.test(each.host())).mapToInt(MailExchanger::preference).min();
        List<Group> groups = new ArrayList<>(1);
        named.stream().mapToInt(MailExchanger::preference).distinct().filter(each -> each < ours.orElse(Integer.MAX_VALUE))
                .sorted().forEach(preference ->
                        groups.add(new Group(hosts(named, preference), "MX " + preference + " of " + domain)));
        return new Exchangers(groups, groups.isEmpty() && ours.isPresent(), named.isEmpty());
    }

    private static List<String> hosts(List<MailExchanger> all, int preference) {
        return all.stream().filter(each -> each.preference() == preference).map(MailExchanger::host).distinct().toList();
    }
}
