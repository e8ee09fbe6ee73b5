package org.fingerpost.core.route;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;

/** What is known of an address before anything is delivered. */
public sealed interface Destination {

    /**
     * A mailer takes it from here.
     *
     * @param ofLocalName whether the address was a name of this machine that the policy sends elsewhere
     */
    record Mail(Route route, MailerDefinition mailer, boolean ofLocalName) implements Destination {
    }

    /**
     * A local name that stands for others.
     *
     * @param name  under which the alias was found, in small letters: of {@code user+detail} it may be {@code user} alone
     * @param value the text of the alias
     */
    record Alias(Route route, String name, String value) implements Destination {
    }

    /** Taken and thrown away, by the policy. */
    record Nowhere() implements Destination {
    }

    /**
     * It cannot be, for now or for good.
     *
     * @param code three-digit reply code
     */
    record Refused(int code, EnhancedStatus status, String text) implements Destination {

        static Refused of(Resolution.Refusal refusal) {
            return new Refused(refusal.code(), refusal.status(), refusal.text());
        }

        static Refused of(int code, String status, String text) {
            return new Refused(code, EnhancedStatus.of(status), text);
        }
    }
}
