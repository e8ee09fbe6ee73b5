package org.fingerpost.testmode;

import java.util.Optional;

import org.fingerpost.api.policy.MailerDefinition;

/** Which kind of address is tried: {@code /tryflags} sets it. */
enum AddressKind {
    ENVELOPE_SENDER(false, true), ENVELOPE_RECIPIENT(false, false), HEADER_SENDER(true, true), HEADER_RECIPIENT(true, false);

    private final boolean header;
    private final boolean sender;

    AddressKind(boolean header, boolean sender) {
        this.header = header;
        this.sender = sender;
    }

    private static AddressKind of(boolean header, boolean sender) {
        if (header) {
            return sender ? HEADER_SENDER : HEADER_RECIPIENT;
        }
        return sender ? ENVELOPE_SENDER : ENVELOPE_RECIPIENT;
    }

    /** With a letter of {@code /tryflags} taken into account. */
    AddressKind with(char letter) {
        return switch (letter) {
            case 'H', 'h' -> of(true, sender);
            case 'E', 'e' -> of(false, sender);
            case 'S', 's' -> of(header, true);
            case 'R', 'r' -> of(header, false);
            default -> this;
        };
    }

    boolean isSender() {
        return sender;
    }

    /** The mailer's own rule set for this kind. */
    Optional<String> ruleSet(MailerDefinition mailer) {
        return switch (this) {
            case ENVELOPE_SENDER -> mailer.senderEnvelopeRuleSet();
            case ENVELOPE_RECIPIENT -> mailer.recipientEnvelopeRuleSet();
            case HEADER_SENDER -> mailer.senderHeaderRuleSet();
            case HEADER_RECIPIENT -> mailer.recipientHeaderRuleSet();
        };
    }

    /** As the rules see it in {@code ${addr_type}}. */
    String letters() {
        return (header ? "h " : "e ") + (sender ? "s" : "r");
    }

    @Override
    public String toString() {
        return (header ? "header " : "envelope ") + (sender ? "sender" : "recipient");
    }
}
