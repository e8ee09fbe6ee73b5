package org.fingerpost.core.rewrite;

import org.fingerpost.api.policy.Rule;

/** A rule ready to be tried; {@code source} for explanations. */
record CompiledRule(Pattern pattern, Replacement replacement, Rule source) {
}
