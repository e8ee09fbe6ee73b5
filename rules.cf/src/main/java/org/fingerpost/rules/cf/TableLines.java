package org.fingerpost.rules.cf;

import java.util.Locale;
import java.util.Optional;

import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.table.TableDeclaration;

/** {@code Kname type arguments}: macros in it are expanded now. */
final class TableLines {

    private final Draft draft;
    private final Problems problems;

    TableLines(Draft draft) {
        this.draft = draft;
        this.problems = draft.problems();
    }

    void read(LogicalLine line) {
        String rest = draft.expand(line, line.rest());
        int start = skipSpace(rest, 0);
        int end = start;
        while (end < rest.length() && isName(rest.charAt(end), end > start)) {
            end++;
        }
        if (end == start) {
            problems.add(line.error(1, line.text().length(), "a table without a name")
                    .expecting("a name of letters, digits and _, a type and arguments"), "readcf: config K line: no map name");
            return;
        }
        String name = rest.substring(start, end);
        int type = end;
        while (type < rest.length() && !isName(rest.charAt(type), false)) {
            type++;
        }
        int typeEnd = type;
        while (typeEnd < rest.length() && isName(rest.charAt(typeEnd), false)) {
            typeEnd++;
        }
        if (type == typeEnd) {
            problems.add(line.error(1, line.text().length(), "table " + name + " has no type").expecting("a type after the name"),
                    "readcf: config K line, map " + name + ": no map class");
            return;
        }
        declare(line, name, rest.substring(type, typeEnd), rest.substring(typeEnd).strip());
    }

    private static boolean isName(char c, boolean inside) {
        return Names.isAlphanumeric(c) || c == '_' || inside && c == '.';
    }

    private static int skipSpace(String text, int at) {
        int i = at;
        while (i < text.length() && LogicalLine.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** What is wrong with it is said, and what is right of it is kept, for those who go on in spite of errors. */
    private void declare(LogicalLine line, String name, String type, String arguments) {
        Optional<String> usable = Optional.of(arguments);
        if (MapClasses.has(type)) {
            usable = new MapArguments(name, type, (argument, words) -> problems.add(problem(line, argument, words), words))
                    .check(arguments);
            if (type.equalsIgnoreCase("sequence")) {
                members(line, name, arguments);
            }
        } else if (!MapClasses.isOurs(type)) {
            problems.add(at(line, type, "sendmail has no tables of the type " + type).asWarning()
                    .hinting(MapClasses.like(type).map(meant -> "Is it " + meant + "? ").orElse("")
                            + "Look-ups are deferred unless a bundle brings the type."),
                    "readcf: map " + name + ": class " + type + " not available");
        }
        draft.policy().table(new TableDeclaration(name, usable.isPresent() ? type : TableDeclaration.SENSELESS,
                Sign.octets(usable.orElse("")), draft.directory()));
    }

    private static Problem problem(LogicalLine line, String argument, String words) {
        return at(line, argument, Character.toLowerCase(words.charAt(0)) + words.substring(1).replaceFirst(" map ",
                " for table "));
    }

    private static Problem at(LogicalLine line, String token, String message) {
        int at = token.isEmpty() ? -1 : line.text().indexOf(token, 1);
        return at < 0 ? line.error(line.text().length(), message) : line.error(at, at + token.length(), message);
    }

    /** They must stand before it, but a bundle may provide one. */
    private void members(LogicalLine line, String name, String arguments) {
        for (String member : arguments.split("[^A-Za-z0-9_.]+")) {
            boolean named = !member.isEmpty() && !member.equals(".") && !member.equalsIgnoreCase(name);
            if (named && !draft.policy().hasTable(member.toLowerCase(Locale.ROOT))) {
                problems.add(at(line, member, "table " + member + " is not declared before the sequence").asWarning()
                        .hinting("Look-ups are deferred unless a bundle provides it."),
                        "Sequence map " + name + ": unknown member map " + member);
            }
        }
    }
}
