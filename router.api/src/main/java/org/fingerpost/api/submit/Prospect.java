package org.fingerpost.api.submit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Route;

/**
 * What would become of one recipient if mail were sent to it now.
 *
 * @param recipient as the submitter or an alias wrote it: an address, {@code |command} or {@code /path}
 * @param verdict   accepted, or why not
 * @param route     the mailer that would be given it, with host and user; empty if there is none
 */
public record Prospect(String recipient, Verdict verdict, Optional<Route> route) {

    private static final int USAGE = 64;
    private static final int DATAERR = 65;
    private static final int NOUSER = 67;
    private static final int NOHOST = 68;
    private static final int UNAVAILABLE = 69;
    private static final int TEMPFAIL = 75;

    /** In the order in which sendmail shows them: what is refused, then the others by their hosts. */
    public static List<Prospect> ordered(List<Prospect> prospects) {
        Comparator<Prospect> byHost = Comparator.comparing(
                prospect -> prospect.route.map(Route::host).orElse("").toLowerCase(Locale.ROOT));
        return Stream.concat(prospects.stream().filter(prospect -> !prospect.verdict.isAccepted()),
                prospects.stream().filter(prospect -> prospect.verdict.isAccepted()).sorted(byHost)).toList();
    }

    /** As in sysexits.h; 0 if it is accepted. */
    public int exitStatus() {
        EnhancedStatus status = verdict.status();
        if (verdict.isAccepted()) {
            return 0;
        }
        if (status.isTransient()) {
            return TEMPFAIL;
        }
        if (status.subject() == 4 && status.detail() == 6) { // a loop of aliases
            return USAGE;
        }
        return status.subject() != 1 ? UNAVAILABLE : switch (status.detail()) {
            case 1 -> NOUSER;
            case 2 -> NOHOST;
            case 3 -> DATAERR;
            default -> UNAVAILABLE;
        };
    }

    /** {@code tef@far... deliverable: mailer smtp, host far, user tef@far}, or why not: the line of {@code sendmail -bv}. */
    @Override
    public String toString() {
        if (!verdict.isAccepted()) {
            return recipient + "... " + verdict.text();
        }
        return recipient + "... deliverable: " + route.map(Prospect::shown).orElse(verdict.text());
    }

    private static String shown(Route to) {
        return "mailer " + to.mailer() + (to.host().isEmpty() ? "" : ", host " + to.host()) + ", user " + to.user();
    }
}
