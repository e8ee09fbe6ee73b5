package org.fingerpost.core.dispatch;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.core.header.AddressFields;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Surroundings;

/**
 * The addresses of a header as one mailer wants them.
 *
 * @param domain what is appended to addresses without a domain; empty for nothing
 */
record MailerAddresses(AddressRewriter addresses, MailerDefinition mailer, Surroundings surroundings, String domain)
        implements AddressFields {

    @Override
    public String rewrite(String item, boolean sender) {
        return addresses.rewriteItem(item, sender ? Role.HEADER_SENDER : Role.HEADER_RECIPIENT, mailer, surroundings, domain);
    }

    @Override
    public String mend(String item) {
        return addresses.mended(item);
    }
}
