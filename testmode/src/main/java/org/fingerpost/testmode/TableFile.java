package org.fingerpost.testmode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/** The file of a table, and what sendmail says if the table cannot be opened. */
final class TableFile {

    private static final Set<String> INDEXED = Set.of("hash", "btree", "dbm");
    private static final String IMPLICIT = "implicit";
    private static final String TEXT = "text";
    private static final String USER = "user";
    private static final Set<String> COLUMNS = Set.of("name", "passwd", "uid", "gid", "gecos", "dir", "shell");
    /** Flags of types that have more than the usual ones: none of them is looked at here. */
    private static final String MORE = "BHLMPRVZbchlprsw";

    private static final String NO_SUCH_FILE = ": No such file or directory";

    private final TableDeclaration table;
    private final String type;
    private final Optional<TableFlags> flags;

    TableFile(TableDeclaration table) {
        this.table = table;
        this.type = table.type().toLowerCase(Locale.ROOT);
        this.flags = flags(table);
    }

    private static Optional<TableFlags> flags(TableDeclaration table) {
        try {
            return Optional.of(TableFlags.parse(table.arguments(), MORE));
        } catch (TableException e) {
            return Optional.empty();
        }
    }

    boolean isOptional() {
        return flags.isPresent() && flags.get().has('o');
    }

    /** Whether it needs a file that is not there. */
    boolean isAbsent() {
        Optional<Path> file = file();
        return file.isPresent() && !(INDEXED.contains(type) && Files.exists(index(file.get())))
                && !Files.exists(type.equals(IMPLICIT) ? index(file.get()) : file.get());
    }

    /** The name of the index as it is in the policy. */
    private String written() {
        String name = flags.orElseThrow().words().get(0);
        return name.endsWith(".db") ? name : name + ".db";
    }

    private Optional<Path> file() {
        boolean needed = INDEXED.contains(type) || type.equals(IMPLICIT) || type.equals(TEXT);
        return flags.filter(f -> needed && !f.words().isEmpty()).map(f -> table.directory().resolve(f.words().get(0)));
    }

    private static Path index(Path file) {
        return file.toString().endsWith(".db") ? file : file.resolveSibling(file.getFileName() + ".db");
    }

    /** What sendmail says if there is no index. Here the text is enough, if it can be compiled. */
    Optional<String> missingIndex() {
        return file().filter(file -> INDEXED.contains(type) && !isOptional() && !Files.exists(index(file)))
                .map(file -> type + " map \"" + table.name() + "\": missing map file " + written() + NO_SUCH_FILE);
    }

    /** Empty if nothing keeps the table from being opened. */
    Optional<String> objection() {
        if (type.equals(USER)) {
            return flags.filter(f -> f.has('v') && !COLUMNS.contains(f.value('v').toLowerCase(Locale.ROOT)))
                    .map(f -> "User map " + table.name() + ": unknown column name " + f.value('v'));
        }
        return type.equals(TEXT) ? text() : Optional.empty();
    }

    private Optional<String> text() {
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file.get())) {
            if (!Path.of(flags.get().words().get(0)).isAbsolute()) {
                return Optional.of("text map \"" + table.name() + "\": file name must be fully qualified");
            }
            if (isOptional() && isAbsent()) {
                return Optional.empty();
            }
            return Optional.of("text map \"" + table.name() + "\": unsafe map file " + file.get()
                    + (Files.exists(file.get().toAbsolutePath().getParent()) ? "" : NO_SUCH_FILE));
        }
        return List.of('k', 'v').stream().filter(c -> flags.get().has(c) && !flags.get().value(c).matches("\\d+")).findFirst()
                .map(c -> "text map \"" + table.name() + "\", file " + file.get() + ": -" + c + " should specify a number, not "
                        + flags.get().value(c));
    }
}
