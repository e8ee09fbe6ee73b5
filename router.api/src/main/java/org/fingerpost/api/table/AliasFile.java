package org.fingerpost.api.table;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the files or tables of the option {@code AliasFile}: a list of {@code [type:]arguments} with commas between (sendmail's
 * Installation and Operation Guide §5.1.3). What stands in double quotes is not divided, for flags of directories have commas.
 *
 * @param type      of the table; empty if none is written
 * @param arguments mostly a file; flags may stand before it
 */
public record AliasFile(String type, String arguments) {

    /** All that the option names; blank ones are left out. */
    public static List<AliasFile> parse(String option) {
        List<AliasFile> files = new ArrayList<>();
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i <= option.length(); i++) {
            if (i == option.length() || option.charAt(i) == ',' && !quoted) {
                String one = option.substring(begin, i).strip();
                if (!one.isEmpty()) {
                    files.add(one(one));
                }
                begin = i + 1;
            } else if (option.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return files;
    }

    private static AliasFile one(String text) {
        int colon = text.indexOf(':');
        boolean typed = colon > 0 && text.chars().limit(colon).allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        return typed ? new AliasFile(text.substring(0, colon), text.substring(colon + 1).strip()) : new AliasFile("", text);
    }
}
