package org.fingerpost.itest.mailers.odd;

import java.util.List;

import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.RuleSetName;
import org.fingerpost.api.rewrite.Rewriting;
import org.osgi.service.component.annotations.Component;

/** Does what the first token says. */
@Component
@RuleSetName(name = "Odd")
public final class OddRules implements RuleSet {

    @Override
    public Rewriting apply(List<String> tokens, RuleContext context) {
        return switch (tokens.get(0)) {
            case "throws" -> throw new IllegalStateException("as a test");
            case "memory" -> throw new OutOfMemoryError("pretended");
            case "overflows" -> apply(tokens, context);
            case "loops" -> context.call("Odd", tokens);
            case "null" -> null;
            case "blocks" -> blockForEver();
            default -> new Rewriting.Tokens(tokens);
        };
    }

    static <T> T blockForEver() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
