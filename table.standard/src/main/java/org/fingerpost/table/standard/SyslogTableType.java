package org.fingerpost.table.standard;

import java.util.Locale;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.Substitution;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** {@code Kname syslog -Lpriority}: logs the key and gives nothing in its place. */
@Component(service = LookupTableType.class)
@TableType(type = "syslog")
public final class SyslogTableType implements LookupTableType {

    private static final Logger LOG = LoggerFactory.getLogger(SyslogTableType.class);
    private static final int MAX_LENGTH = 1000;

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), "L");
        Level level = level(flags.value('L'));
        return (key, arguments) -> {
            String text = Substitution.of(key, key, arguments);
            LOG.atLevel(level).log("table {}: {}", declaration.name(), printable(text));
            return new Lookup.Found("");
        };
    }

    /** By the names of syslog(3), with or without {@code LOG_}. */
    private static Level level(String priority) throws TableException {
        return switch (priority.toLowerCase(Locale.ROOT).replaceFirst("^log_", "")) {
            case "emerg", "alert", "crit", "err" -> Level.ERROR;
            case "warning" -> Level.WARN;
            case "", "notice", "info" -> Level.INFO;
            case "debug" -> Level.DEBUG;
            default -> throw new TableException("flag -L" + priority
                    + ": one of emerg, alert, crit, err, warning, notice, info, debug is expected");
        };
    }

    /** One line of the log, whatever an address holds. */
    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), MAX_LENGTH)).replaceAll("[^\\x20-\\x7e]", "?");
    }
}
