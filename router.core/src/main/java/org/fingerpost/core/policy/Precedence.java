package org.fingerpost.core.policy;

import java.util.Locale;
import java.util.Map;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.policy.Policy;

/** What the field {@code Precedence} of a message is worth: the class of the message, in sendmail's words. */
public final class Precedence {

    /** As sendmail's own policies have it; for policies without {@code P} lines. */
    private static final Map<String, Integer> USUAL = Map.of("first-class", 0, "special-delivery", 100, "list", -30,
            "bulk", -60, "junk", -100);

    private Precedence() {
    }

    /** Positive for what is urgent, negative for what can wait, 0 for all else and for names that nobody knows. */
    public static int of(Policy policy, Header header) {
        return header.first("Precedence").map(field -> of(policy, field.value().strip())).orElse(0);
    }

    private static int of(Policy policy, String name) {
        if (policy.precedences().isEmpty()) {
            return USUAL.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
        }
        return policy.precedences().entrySet().stream().filter(each -> each.getKey().equalsIgnoreCase(name))
                .mapToInt(Map.Entry::getValue).findFirst().orElse(0);
    }
}
