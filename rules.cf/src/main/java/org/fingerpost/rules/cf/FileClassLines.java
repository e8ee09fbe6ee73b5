package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.ClassFromTable;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.unix.SteeringFile;
import org.fingerpost.api.unix.Trusted;

/**
 * Classes of words from elsewhere: {@code Fx/file}, {@code F{Name}-o /file pattern}, {@code Fx|/program argument},
 * {@code F{Name}key@type:arguments}, {@code F{Name}@LDAP}.
 */
final class FileClassLines {

    private static final String OPTIONAL = "-o";
    private static final String NO_FILE = "No such file or directory";
    private static final String LDAP = "@LDAP";

    private final Draft draft;
    private final Problems problems;

    FileClassLines(Draft draft) {
        this.draft = draft;
        this.problems = draft.problems();
    }

    void read(LogicalLine line) {
        Names.required(line, problems).ifPresent(name -> {
            draft.addToClass(name.name(), List.of());
            read(line, name);
        });
    }

    private void read(LogicalLine line, Names.Scanned name) {
        String text = line.text();
        int at = skipSpace(text, name.end());
        boolean optional = text.startsWith(OPTIONAL, at);
        if (optional) {
            while (at < text.length() && !LogicalLine.isSpace(text.charAt(at))) {
                at++;
            }
            at = skipSpace(text, at);
        }
        // Only quotation marks make a blank a part of the name, such as one before the arguments of a program.
        boolean quoted = text.startsWith("\"", at);
        int start = quoted ? at + 1 : at;
        int end = text.indexOf(quoted ? '"' : ' ', start);
        String source = text.substring(start, end < 0 ? text.length() : end);
        String format = end < 0 || quoted ? "" : text.substring(end + 1).strip();
        int map = mapColon(source);
        if (quoted && end < 0) {
            problems.add(line.error(at, text.length(), "a quotation mark without its other half").expecting("one after the name"),
                    "illegal filename '" + text.substring(at) + "'");
        } else if (source.isEmpty()) {
            problems.add(line.error(name.end(), "class " + name.name() + " has no file").expecting("the name of a file"),
                    "fileclass: missing file name");
        } else if (source.startsWith("|")) {
            program(line, name, source.substring(1), pattern(line, name, format));
        } else if (source.endsWith(LDAP) || map > 0) {
            table(line, name, map > 0 ? text.substring(start) : source, map);
        } else {
            file(line, name, source, optional, pattern(line, name, format));
        }
    }

    /** What to take of each line; nothing if the format has no place for a word. */
    private ScanPattern pattern(LogicalLine line, Names.Scanned name, String format) {
        return ScanPattern.of(format.isEmpty() ? "%s" : format).orElseGet(() -> {
            problems.add(line.error(line.text().indexOf(format, name.end()), line.text().length(), "\"" + format
                    + "\" takes nothing from a line")
                    .expecting("%s or %[set] in it").asWarning());
            return ScanPattern.NOTHING;
        });
    }

    private static List<String> members(String text, ScanPattern pattern) {
        List<String> members = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.startsWith("#")) {
                pattern.scan(line).ifPresent(found -> members.addAll(ClassLines.split(found)));
            }
        }
        return members;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && LogicalLine.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void file(LogicalLine line, Names.Scanned name, String written, boolean optional, ScanPattern pattern) {
        Path file = draft.resolve(Sign.octets(written));
        draft.policy().source(file);
        Optional<String> objection = objection(file);
        if (objection.isPresent()) {
            Problem unsafe = at(line, name, written, "class " + name.name() + ": " + objection.get());
            draft.policy().unrepeatable(); // better modes do not show in the file's time
            if (optional) {
                problems.add(unsafe.asWarning());
            } else {
                problems.add(unsafe.hinting("DontBlameSendmail=ClassFileInUnsafeDirPath lets it pass."),
                        "fileclass: cannot open '" + written + "': " + sentence(objection.get()));
            }
            return;
        }
        try {
            draft.addToClass(name.name(), members(SourceFile.text(file), pattern));
        } catch (IOException e) {
            if (optional) {
                return;
            }
            String why = Files.exists(file) ? Files.isRegularFile(file) ? "Permission denied" : "Regular files only"
                    : isBelowFile(file) ? "Permission denied" : NO_FILE;
            problems.add(at(line, name, written, "class " + name.name() + ": " + e.getMessage())
                    .hinting(Files.exists(file) ? "" : "With -o before the name it may be absent."),
                    "fileclass: cannot open '" + written + "': " + why);
        }
    }

    /** Why the file must not be read; empty too if it is not there or no file, which shows when it is read. */
    private Optional<String> objection(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? draft.safety().judge(SteeringFile.CLASS, file, Trusted.ofPolicy(draft.directory())).objection()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is wrong in sendmail's words: {@code World-writable directory}. */
    private static String sentence(String objection) {
        String fault = objection.substring(objection.indexOf(": ") + 2).replace("-writable", " writable");
        return Character.toUpperCase(fault.charAt(0)) + fault.substring(1);
    }

    /** Sendmail says then that it may not. */
    private static boolean isBelowFile(Path file) {
        Path parent = file.getParent();
        return parent != null && Files.isRegularFile(parent);
    }

    private static Problem at(LogicalLine line, Names.Scanned name, String token, String message) {
        int at = line.text().indexOf(token, name.end());
        return at < 0 ? line.error(name.end(), message) : line.error(at, at + token.length(), message);
    }

    /** What it prints are the members, as in sendmail even if it fails. */
    private void program(LogicalLine line, Names.Scanned name, String command, ScanPattern pattern) {
        draft.policy().unrepeatable();
        try {
            draft.addToClass(name.name(), members(ClassProgram.output(ClassLines.split(command), draft.directory()), pattern));
        } catch (IOException e) {
            problems.add(line.error(name.end(), line.text().length(), "class " + name.name() + ": "
                    + e.getMessage()).asWarning());
        }
    }

    /** The colon after the type in {@code key@type:arguments}; -1 if this is no such text. */
    private static int mapColon(String source) {
        int at = source.indexOf('@');
        int colon = at < 0 ? -1 : source.indexOf(':', at);
        return colon > at + 1 && source.substring(at + 1, colon).chars().allMatch(c -> Names.isAlphanumeric((char) c))
                ? colon : -1;
    }

    private void table(LogicalLine line, Names.Scanned name, String source, int colon) {
        int at = source.indexOf('@');
        String key = source.substring(0, at);
        String type = colon > 0 ? source.substring(at + 1, colon) : "ldap";
        if (!MapClasses.has(type) && !MapClasses.isOurs(type)) {
            problems.add(at(line, name, type, "sendmail has no tables of the type " + type).asWarning()
                    .hinting("The class stays empty unless a bundle brings the type."),
                    "fileclass: F{" + name.name() + "}: class " + type + " not available");
        }
        String arguments = colon > 0 ? source.substring(colon + 1).strip() : ldapClass(name.name());
        new MapArguments(name.name(), type, (argument, words) -> problems.add(at(line, name, argument,
                Character.toLowerCase(words.charAt(0)) + words.substring(1)), words)).check(arguments);
        draft.policy().classFromTable(new ClassFromTable(name.name(), key.isEmpty() ? name.name() : key,
                new TableDeclaration(name.name(), type, allValues(type, arguments), draft.directory())));
    }

    /** A directory has a value for each member. */
    private static String allValues(String type, String arguments) {
        return type.equalsIgnoreCase("ldap") && !(" " + arguments).contains(" -z") ? "-z, " + arguments : arguments;
    }

    /** What {@code @LDAP} stands for (sendmail's cf/README, "Using LDAP for aliases, maps, and classes"). */
    private String ldapClass(String name) {
        String host = macro("j");
        return "-k \"(&(objectClass=sendmailMTAClass)(sendmailMTAClassName=" + name + ")(|(sendmailMTACluster="
                + macro("sendmailMTACluster") + ")(sendmailMTAHost=" + (host.isEmpty() ? "localhost" : host) + ")))\""
                + " -v \"sendmailMTAClassValue,sendmailMTAClassSearch:FILTER:sendmailMTAClass,"
                + "sendmailMTAClassURL:URL:sendmailMTAClass\"";
    }

    private String macro(String name) {
        return draft.policy().macro(name).map(text -> text.expand(draft.policy()::macro)).orElse("");
    }
}
