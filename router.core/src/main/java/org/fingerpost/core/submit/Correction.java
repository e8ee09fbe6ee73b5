package org.fingerpost.core.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.header.UnqualifiedAddresses;
import org.fingerpost.core.policy.MacroScope;

/**
 * What a submission server puts right in its users' messages (RFC 6409 §6, §8): addresses without a domain get one; Date,
 * Message-ID and From are put in where they are missing; Sender names the user, if the site wants that. Mail that others hand on
 * is none of its business. Used by one thread at a time.
 */
final class Correction {

    /** Fields that a message has once (RFC 5322 §3.6). */
    private static final List<String> ONCE = List.of("From", "Sender", "Date", "Message-ID", "Reply-To", "Subject");

    private final Submitter submitter;
    private final Supplier<String> hostName;

    /** @param hostName gives our own name */
    Correction(Submitter submitter, Supplier<String> hostName) {
        this.submitter = submitter;
        this.hostName = hostName;
    }

    private String domain() {
        String domain = submitter.terms().domain();
        return domain.isEmpty() ? hostName.get() : domain;
    }

    /** The sender, with a domain. */
    ReversePath sender(ReversePath sender) {
        return !submitter.submission() || sender.isNull() ? sender
                : new ReversePath(UnqualifiedAddresses.qualified(sender.address(), domain()), sender.parameters());
    }

    /** Why the message cannot be what its author meant (RFC 6409 §3.3). */
    Optional<Verdict> refusal(Header header) {
        return !submitter.submission() ? Optional.empty()
                : ONCE.stream().filter(name -> header.all(name).size() > 1).findFirst()
                        .map(name -> Verdict.of(554, "5.6.0", "The message has more than one field " + name));
    }

    /**
     * The header put right; what is put in comes last.
     *
     * @param macros of the message: its date and where it comes from
     */
    Header header(Header header, ReversePath sender, QueueId id, MacroScope macros) {
        if (!submitter.submission()) {
            return header;
        }
        Header corrected = UnqualifiedAddresses.in(header, domain());
        List<HeaderField> fields = new ArrayList<>(corrected.fields());
        if (!header.has("Date")) {
            fields.add(HeaderField.of("Date", macros.value("a").orElseThrow()));
        }
        if (!header.has("Message-ID")) {
            fields.add(HeaderField.of("Message-ID",
                    "<" + macros.value("t").orElseThrow() + "." + id + "@" + hostName.get() + ">"));
        }
        if (!header.has("From") && !sender.isNull()) {
            fields.add(HeaderField.of("From", "<" + sender.address() + ">"));
        }
        Header complete = new Header(fields);
        return submitter.terms().namesSender() && !submitter.origin().user().isEmpty() ? withSender(complete) : complete;
    }

    /** RFC 5322 §3.6.2: who sent it, where he is not the one author. */
    private Header withSender(Header header) {
        String user = UnqualifiedAddresses.qualified(submitter.origin().user(), domain());
        boolean isAuthor = header.first("From").map(field -> UnqualifiedAddresses.of(field))
                .filter(addresses -> addresses.size() == 1 && addresses.get(0).equalsIgnoreCase(user)).isPresent();
        return isAuthor ? header
                : header.without(field -> field.is("Sender")).append(HeaderField.of("Sender", "<" + user + ">"));
    }
}
