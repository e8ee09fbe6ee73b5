package org.fingerpost.rules.cf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.table.TableDeclaration;

/** {@code Kname type arguments}: macros in it are expanded now. */
final class TableLines {

    private static final Pattern SYNTAX = Pattern.compile("\\s*([A-Za-z0-9_]+)(?:\\s+(\\S+)(?:\\s+(.*))?)?", Pattern.DOTALL);

    private final Draft draft;

    TableLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        String rest = draft.expand(line.rest());
        Matcher m = SYNTAX.matcher(rest);
        if (!m.matches()) {
            draft.problems().error(line.where(1), "config K line: no map name in \"" + CfReading.abridged(rest)
                    + "\"; a name of letters, digits and _, a type and arguments are expected");
        } else if (m.group(2) == null) {
            draft.problems().error(line.where(m.end(1) + 1), "config K line, map " + m.group(1) + ": no map class; a type is expected");
        } else {
            String arguments = m.group(3) == null ? "" : m.group(3).strip();
            draft.policy().table(new TableDeclaration(m.group(1), m.group(2), arguments, draft.directory()));
        }
    }
}
