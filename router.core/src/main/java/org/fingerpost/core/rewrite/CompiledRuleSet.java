package org.fingerpost.core.rewrite;

import java.util.List;

/**
 * A rule set ready to run.
 *
 * @param name  what explanations show
 * @param names all that it can be called by, its number included
 */
record CompiledRuleSet(String name, List<String> names, List<CompiledRule> rules) {
}
