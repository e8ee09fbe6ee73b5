package org.fingerpost.core.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;

/**
 * The macros of one transaction, attempt or address: values of its own before those of the scope around it, those before the
 * policy's. Of one thread while it is filled, then only read.
 */
public final class MacroScope implements MacroText.Macros {

    private static final Object UNDEFINED = new Object();

    private final Policy policy;
    /** Null if there is none. */
    private final MacroScope outer;
    /** A String that is the value, or a MacroText; {@link #UNDEFINED} where a macro has no value but the policy's. */
    private final Map<String, Object> own = new HashMap<>();
    /** Those that are found out when they are asked for; a value in {@link #own} comes before. */
    private final Map<String, Supplier<Optional<MacroText>>> late = new HashMap<>();

    public MacroScope(Policy policy) {
        this(policy, null);
    }

    private MacroScope(Policy policy, MacroScope outer) {
        this.policy = policy;
        this.outer = outer;
    }

    /** The policy whose macros are seen beyond all scopes. */
    public Policy policy() {
        return policy;
    }

    /** A copy to add to. */
    public MacroScope copy() {
        MacroScope copy = new MacroScope(policy, outer);
        copy.own.putAll(own);
        copy.late.putAll(late);
        return copy;
    }

    /** A scope within this one: it sees what is defined here, and what is defined there is not seen here. */
    public MacroScope nested() {
        return new MacroScope(policy, this);
    }

    /** Defines a value that comes from outside: no dollar sign in it means anything. */
    public MacroScope define(String name, String value) {
        own.put(name, value);
        return this;
    }

    /** Defines a value as a policy would: macros in it are expanded when it is used. */
    public MacroScope define(String name, MacroText value) {
        own.put(name, value);
        return this;
    }

    /** Defines a value that comes from outside and is found out at its first use, on any thread. */
    public MacroScope define(String name, Supplier<Optional<String>> value) {
        own.remove(name);
        late.put(name, new Once<>(() -> value.get().map(MacroText::literal)));
        return this;
    }

    /** Takes back whatever was defined, here and around; what the policy says counts again. */
    public MacroScope undefine(String name) {
        own.put(name, UNDEFINED);
        return this;
    }

    /** The values that are defined in this scope itself, expanded. */
    public Map<String, String> own() {
        Map<String, String> values = new HashMap<>();
        own.forEach((name, value) -> {
            if (value != UNDEFINED) {
                values.put(name, text(value).expand(this));
            }
        });
        return values;
    }

    @Override
    public Optional<MacroText> apply(String name) {
        for (MacroScope scope = this; scope != null; scope = scope.outer) {
            Supplier<Optional<MacroText>> asked = scope.late.get(name);
            Object mine = scope.own.get(name);
            if (mine == null && asked != null) {
                return asked.get().or(() -> ofPolicy(name));
            } else if (mine != null) {
                return mine == UNDEFINED ? ofPolicy(name) : Optional.of(text(mine));
            }
        }
        return ofPolicy(name);
    }

    private static MacroText text(Object value) {
        return value instanceof MacroText text ? text : MacroText.literal((String) value);
    }

    private Optional<MacroText> ofPolicy(String name) {
        return Optional.ofNullable(policy.macros().get(name));
    }

    /** The value as it is defined, macros in it not expanded; empty if it is not defined. */
    public Optional<String> unexpanded(String name) {
        return apply(name).map(text -> text.source().replace("$$", "$"));
    }

    /** The value, expanded; empty if it is not defined. */
    public Optional<String> value(String name) {
        return apply(name).map(text -> text.expand(this));
    }
}
