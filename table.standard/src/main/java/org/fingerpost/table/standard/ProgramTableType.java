package org.fingerpost.table.standard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kname program /path arguments}: runs a program with the key as last argument; the first line it writes is the value. */
@Component(service = LookupTableType.class)
@TableType(type = "program")
public final class ProgramTableType implements LookupTableType {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final Duration timeout;

    public ProgramTableType() {
        this(TIMEOUT);
    }

    ProgramTableType(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        String path = flags.file();
        List<String> command = new ArrayList<>(flags.words());
        command.set(0, declaration.directory().resolve(path).toAbsolutePath().normalize().toString());
        return new ProgramTable(flags, new Program(List.copyOf(command), timeout));
    }
}
