package org.fingerpost.core.submit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.core.check.Judgement;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.request.ParameterText;

/**
 * Who a client says has submitted the message: {@code AUTH=} of MAIL (RFC 4954 §5). It is believed of a user who says it of
 * himself, and of one whom the rule set {@code trust_auth} trusts; otherwise {@code AUTH=<>} goes on: nobody knows.
 */
final class ClaimedAuthor {

    private static final String KEYWORD = "AUTH";
    private static final String NOBODY = "<>";

    private ClaimedAuthor() {
    }

    /** The sender with the claim if it is believed; the macro <code>${auth_author}</code> has it then. */
    static ReversePath judged(ReversePath sender, Origin origin, PolicyChecks checks, MacroScope macros) {
        Optional<String> claim = ParameterText.of(sender.parameters().get(KEYWORD)).map(Printable::line);
        if (claim.isEmpty() || claim.get().equals(NOBODY)) {
            return sender;
        }
        if (!origin.user().isEmpty() && (claim.get().equals(origin.user()) || checks.find("trust_auth")
                .map(check -> check.judge(claim.get())).filter(Judgement.Accepted.class::isInstance).isPresent())) {
            macros.define("auth_author", claim.get());
            return sender;
        }
        Map<String, String> changed = new TreeMap<>(sender.parameters());
        changed.put(KEYWORD, NOBODY);
        return new ReversePath(sender.address(), changed);
    }
}
