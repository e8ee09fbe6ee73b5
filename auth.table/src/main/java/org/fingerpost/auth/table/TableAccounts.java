package org.fingerpost.auth.table;

import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;

/** The accounts in a lookup table: the key is the user's name, the value the credential. */
record TableAccounts(LookupTable table) implements Accounts {

    @Override
    public Account find(String user) {
        try {
            Lookup found = table.lookup(user, List.of());
            if (found instanceof Lookup.Found entry) {
                return new Account.Known(Credential.parse(entry.value()));
            }
            return found instanceof Lookup.Unavailable trouble ? new Account.Unavailable(trouble.reason())
                    : new Account.Unknown("there is no such user in the table");
        } catch (IllegalArgumentException e) {
            return new Account.Unknown("what the table has makes no sense: " + e.getMessage());
        } catch (RuntimeException e) {
            return new Account.Unavailable("the table failed: " + e);
        }
    }
}
