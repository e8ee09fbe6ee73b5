package org.fingerpost.mailer.smtp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.DeliveryRecipient;

/**
 * What MAIL and RCPT say about reports to a server that offers them (RFC 3461 §5.2.1): what the submitter said, and of a
 * recipient the address as the router got it, unless somebody said so before.
 *
 * @param mail       to be put behind MAIL, each parameter with a blank before it
 * @param recipients the same for RCPT, by recipient
 */
record DsnParameters(String mail, List<String> recipients) {

    private static final List<String> OF_MAIL = List.of("RET", "ENVID");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    /** RFC 3461 §4.2. */
    private static final int MAX_ORCPT = 500;

    DsnParameters {
        recipients = List.copyOf(recipients);
    }

    static DsnParameters of(ReversePath sender, List<DeliveryRecipient> recipients) {
        StringBuilder mail = new StringBuilder();
        OF_MAIL.forEach(keyword -> append(mail, keyword, sender.parameters()));
        List<String> ofRecipients = new ArrayList<>(recipients.size());
        DeliveryRecipient before = null;
        for (DeliveryRecipient recipient : recipients) {
            boolean same = before != null && before.original().equals(recipient.original())
                    && before.parameters().equals(recipient.parameters()); // as for all members of a list
            ofRecipients.add(same ? ofRecipients.get(ofRecipients.size() - 1) : of(recipient));
            before = recipient;
        }
        return new DsnParameters(mail.toString(), ofRecipients);
    }

    /** Nothing is asked for, of so many recipients. */
    static DsnParameters none(int recipients) {
        return new DsnParameters("", Collections.nCopies(recipients, ""));
    }

    private static String of(DeliveryRecipient recipient) {
        StringBuilder parameters = new StringBuilder();
        append(parameters, "NOTIFY", recipient.parameters());
        if (recipient.parameters().containsKey("ORCPT")) {
            append(parameters, "ORCPT", recipient.parameters());
        } else {
            original(recipient.original()).ifPresent(value -> parameters.append(" ORCPT=").append(value));
        }
        return parameters.toString();
    }

    private static void append(StringBuilder to, String keyword, Map<String, String> parameters) {
        String value = parameters.getOrDefault(keyword, "");
        if (PRINTABLE.matcher(value).matches()) {
            to.append(' ').append(keyword).append('=').append(keyword.equals("NOTIFY") || keyword.equals("RET")
                    ? value.toUpperCase(Locale.ROOT) : value);
        }
    }

    /** RFC 3461 §5.2.1 (d); names of this machine and other networks' addresses are no rfc822 addresses. */
    private static Optional<String> original(String address) {
        if (address.indexOf('@') <= 0 || !PRINTABLE.matcher(address).matches()) {
            return Optional.empty();
        }
        String value = "rfc822;" + address.replace("+", "+2B").replace("=", "+3D");
        return Optional.of(value).filter(v -> v.length() <= MAX_ORCPT);
    }
}
