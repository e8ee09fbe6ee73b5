package org.fingerpost.core.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;

/**
 * The macros of one transaction or attempt: values of its own before those of the policy. Of one thread while it is filled, then
 * only read.
 */
public final class MacroScope implements MacroText.Macros {

    private final Policy policy;
    private final Map<String, MacroText> own = new HashMap<>();

    public MacroScope(Policy policy) {
        this.policy = policy;
    }

    /** A copy to add to. */
    public MacroScope copy() {
        MacroScope copy = new MacroScope(policy);
        copy.own.putAll(own);
        return copy;
    }

    /** Defines a value that comes from outside: no dollar sign in it means anything. */
    public MacroScope define(String name, String value) {
        own.put(name, MacroText.literal(value));
        return this;
    }

    @Override
    public Optional<MacroText> apply(String name) {
        MacroText mine = own.get(name);
        return mine != null ? Optional.of(mine) : Optional.ofNullable(policy.macros().get(name));
    }

    /** The value, expanded; empty if it is not defined. */
    public Optional<String> value(String name) {
        return apply(name).map(text -> text.expand(this));
    }
}
