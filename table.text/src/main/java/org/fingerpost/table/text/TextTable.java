package org.fingerpost.table.text;

import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;

/** One declared table: what its flags make of what the file says. Any thread. */
final class TextTable implements LookupTable {

    private final TableFlags flags;
    private final TextFile file;

    TextTable(TableFlags flags, TextFile file) {
        this.flags = flags;
        this.file = file;
    }

    /** As in sendmail keys compare without regard to case even with {@code -f}. */
    @Override
    public Lookup lookup(String key, List<String> arguments) {
        Content content = file.content();
        if (content == null) {
            return flags.notOpen(file.trouble());
        }
        String value = content.get(key);
        return value == null ? Lookup.NOT_FOUND : flags.found(key, value, arguments);
    }
}
