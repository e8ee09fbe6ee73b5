package org.fingerpost.table.passwd;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/** One declared table: a field of an account by its login name. Any thread. */
final class UserTable implements LookupTable {

    private static final List<String> FIELDS = List.of("name", "passwd", "uid", "gid", "gecos", "dir", "shell");

    /** EX_NOUSER. */
    private static final Lookup NO_USER = new Lookup.NotFound(67);

    private final TableFlags flags;
    private final int field;
    private final LocalAccounts users;

    UserTable(TableFlags flags, LocalAccounts users) throws TableException {
        this.flags = flags;
        this.field = field(flags);
        this.users = users;
    }

    /** {@code -v}, by name only: sendmail takes no number here. */
    private static int field(TableFlags flags) throws TableException {
        int index = FIELDS.indexOf(flags.value('v').toLowerCase(Locale.ROOT));
        if (index < 0 && flags.has('v')) {
            throw new TableException("unknown column name " + flags.value('v') + "; one of " + String.join(", ", FIELDS)
                    + " is expected");
        }
        return Math.max(index, 0);
    }

    /** Fields of accounts hold no {@code %1}: nothing is substituted, whatever a user puts into his gecos field. */
    @Override
    public Lookup lookup(String key, List<String> arguments) {
        String name = TableFlags.small(key); // even with -f, as in sendmail
        try {
            Entry account = users.find(name);
            if (account == null) {
                return NO_USER;
            }
            return flags.literally(flags.has('m') ? name : account.field(field));
        } catch (IOException e) {
            return flags.trouble(name, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
