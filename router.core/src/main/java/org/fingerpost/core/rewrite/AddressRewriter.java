package org.fingerpost.core.rewrite;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Resolution;

/** What is done to whole addresses: text in, text or a route out. Immutable; any thread. */
public final class AddressRewriter {

    /** Which address it is: rule sets 1 and 2, and the halves of S= and R=, are chosen by this. */
    public enum Role {
        ENVELOPE_SENDER, ENVELOPE_RECIPIENT, HEADER_SENDER, HEADER_RECIPIENT
    }

    public AddressRewriter(Policy policy, RuleEngine engine) {
        throw new IllegalStateException();
    }

    /** Where the address goes: rule sets 3 and 0. */
    public Resolution resolve(String address, Surroundings surroundings) {
        throw new IllegalStateException();
    }

    /** The address as this mailer wants it: rule sets 3, 1 or 2, S= or R=, 4. */
    public String rewrite(String address, Role role, MailerDefinition mailer, Surroundings surroundings) {
        throw new IllegalStateException();
    }

    /** A header field's list of addresses, each one rewritten in its place; phrases and comments are kept. */
    public String rewriteList(String value, Role role, MailerDefinition mailer, Surroundings surroundings) {
        throw new IllegalStateException();
    }
}
