package org.fingerpost.api.rewrite;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** What a rule set gives: tokens, or the end of all rewriting. */
@ProviderType
public sealed interface Rewriting {

    /** The address goes on as these tokens. */
    record Tokens(List<String> tokens) implements Rewriting {
        public Tokens {
            tokens = List.copyOf(tokens);
        }
    }

    /** The address is resolved; no rule set that called this one goes on. */
    record Resolved(Resolution resolution) implements Rewriting {
    }
}
