package org.fingerpost.api.mail;

import java.util.List;

/**
 * The envelope: where reports go and where the message goes (RFC 5321 §2.3.1). It is separate from the header, which only looks
 * like it.
 *
 * @param sender     the reverse-path
 * @param recipients in the order given
 */
public record Envelope(ReversePath sender, List<Recipient> recipients) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
