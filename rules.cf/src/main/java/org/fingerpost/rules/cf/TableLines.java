package org.fingerpost.rules.cf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.table.TableDeclaration;

/** {@code Kname type arguments}: macros in it are expanded now. */
final class TableLines {

    private static final Pattern SYNTAX = Pattern.compile("\\s*([A-Za-z0-9_]+)(?:[^A-Za-z0-9_]+(\\S+)(?:\\s+(.*))?)?", Pattern.DOTALL);

    private final Draft draft;

    TableLines(Draft draft) {
        this.draft = draft;
    }

    void read(LogicalLine line) {
        String rest = draft.expand(line.rest());
        Matcher m = SYNTAX.matcher(rest);
        if (!m.matches()) {
            draft.problems().error(line, 1, "config K line: no map name in \"" + CfReading.abridged(rest)
                    + "\"; a name of letters, digits and _, a type and arguments are expected", "readcf: config K line: no map name");
        } else if (m.group(2) == null) {
            String text = "config K line, map " + m.group(1) + ": no map class";
            draft.problems().error(line, m.end(1) + 1, text + "; a type is expected", "readcf: " + text);
        } else if (!LogicalLine.isSpace(rest.charAt(m.end(1)))) {
            draft.problems().error(line, m.end(1) + 1, "config K line: \"" + rest.charAt(m.end(1)) + "\" in the name of map " + m.group(1)
                    + "; a name of letters, digits and _ is expected", "readcf: map " + m.group(1) + ": class " + m.group(2) + " not available");
        } else {
            declare(line, m);
        }
    }

    /** What is wrong with it is said, and what is right of it is kept, for those who go on in spite of errors. */
    private void declare(LogicalLine line, Matcher m) {
        String name = m.group(1);
        String type = m.group(2);
        TableArguments arguments = TableArguments.check(name, type, m.group(3) == null ? "" : m.group(3));
        arguments.faults().forEach(fault -> draft.problems().error(line, m.end(2) + 1, fault.message(), fault.printed()));
        if (!TableArguments.isKnown(type)) {
            draft.problems().warning(line, m.start(2) + 1, "table " + name + ": type " + type + " is none of the router's own; look-ups "
                    + "are deferred until a bundle provides it", "readcf: map " + name + ": class " + type + " not available");
        }
        draft.policy().table(new TableDeclaration(name, arguments.usable().isPresent() ? type : TableDeclaration.SENSELESS,
                arguments.usable().orElse(""), draft.directory()));
    }
}
