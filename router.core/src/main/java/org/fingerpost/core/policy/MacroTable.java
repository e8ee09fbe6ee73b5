package org.fingerpost.core.policy;

import java.util.List;

import org.fingerpost.api.table.Lookup;

/**
 * The table type {@code macro}: {@code $(macro {name} $@ value $)} sets a macro, without a value takes it back, and gives nothing
 * in its place. Later rules for the same address see it in {@code $&{name}}, nobody else does.
 */
final class MacroTable implements PolicyTable {

    @Override
    public Lookup lookup(String key, List<String> arguments, MacroScope macros) {
        String name = name(key);
        if (name.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        if (arguments.isEmpty()) {
            macros.undefine(name);
        } else {
            macros.define(name, arguments.get(0));
        }
        return new Lookup.Found("");
    }

    /** The name in braces; without them it is one character long, as in sendmail. */
    private static String name(String key) {
        if (!key.startsWith("{")) {
            return key.substring(0, Math.min(1, key.length()));
        }
        int end = key.indexOf('}');
        return key.substring(1, end < 0 ? key.length() : end);
    }
}
