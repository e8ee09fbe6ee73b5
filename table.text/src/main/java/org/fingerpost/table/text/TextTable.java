package org.fingerpost.table.text;

import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.Substitution;

/** One declared table: what its flags make of what the file says. Any thread. */
final class TextTable implements LookupTable {

    private final MapFlags flags;
    private final Keys keys;
    private final TextFile file;

    TextTable(MapFlags flags, TextFile file) {
        this.flags = flags;
        this.keys = new Keys(flags.keepQuotes(), flags.blank());
        this.file = file;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = keys.unquoted(written);
        Content content = file.content();
        if (content == null) {
            return inTrouble(key);
        }
        String value = content.get(key);
        if (value == null) {
            return Lookup.NOT_FOUND;
        }
        return new Lookup.Found((flags.matchOnly() ? key : Substitution.of(value, key, arguments)) + flags.append());
    }

    private Lookup inTrouble(String key) {
        if (flags.troubleSuffix() != null) {
            return new Lookup.Found(key + flags.troubleSuffix());
        }
        return flags.troubleAbsent() ? Lookup.NOT_FOUND : new Lookup.Unavailable(file.trouble());
    }
}
