package org.fingerpost.table.passwd;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;

/** One declared table: a field of an account by its login name. Any thread. */
final class UserTable implements LookupTable {

    private final MapFlags flags;
    private final Users users;

    UserTable(MapFlags flags, Users users) {
        this.flags = flags;
        this.users = users;
    }

    /** Fields of accounts hold no {@code %1}: nothing is substituted, whatever a user puts into his gecos field. */
    @Override
    public Lookup lookup(String key, List<String> arguments) {
        try {
            Account account = users.find(flags.foldCase() ? key.toLowerCase(Locale.ROOT) : key);
            if (account == null) {
                return Lookup.NOT_FOUND;
            }
            return new Lookup.Found((flags.matchOnly() ? key : account.field(flags.field())) + flags.append());
        } catch (IOException e) {
            return inTrouble(key, e);
        }
    }

    private Lookup inTrouble(String key, IOException e) {
        if (flags.troubleSuffix() != null) {
            return new Lookup.Found(key + flags.troubleSuffix());
        }
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return flags.troubleAbsent() ? Lookup.NOT_FOUND : new Lookup.Unavailable(reason);
    }
}
