package org.fingerpost.api.rewrite;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A rule set written in Java. Register it as a service with {@link RuleSetName}: it is called wherever the policy calls the rule
 * set of that name, and overrides one that the policy defines, by name or by number; {@link RuleContext#overridden} asks that
 * one. It has no side effects: it runs for every address, for addresses in headers and for explanations as well.
 *
 * <p>Called on many threads at once. An exception, {@code null}, and no answer within five seconds while other addresses wait for
 * one count as a temporary failure of this address.
 */
@ConsumerType
public interface RuleSet {

    /**
     * @param tokens  an address, cut as {@link Tokenizer} cuts it
     * @param context this evaluation's view of the policy; not to be kept: once this method has returned, all of it throws
     *                {@code IllegalStateException}
     */
    Rewriting apply(List<String> tokens, RuleContext context);
}
