package org.fingerpost.testmode;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.table.passwd.UserTableType;
import org.fingerpost.table.text.TextTableType;

/** The types of tables that are on the class path, by the names that a policy calls them. */
final class TableTypes {

    private final Map<String, LookupTableType> types = new HashMap<>();

    TableTypes() {
        types.put("text", new TextTableType());
        types.put("user", UserTableType.ofMachine());
    }

    Optional<LookupTableType> find(String name) {
        return Optional.ofNullable(types.get(name.toLowerCase(Locale.ROOT)));
    }
}
