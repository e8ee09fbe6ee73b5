package org.fingerpost.table.standard;

import java.nio.file.Path;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/**
 * {@code Kname host -a. [file [domain]]}: canonical names of hosts, from a file as hosts(5) has it. The router adds file and domain
 * where a policy leaves them out.
 */
@Component(service = LookupTableType.class)
@TableType(type = "host")
public final class HostTableType implements LookupTableType {

    private static final String FILE = "/etc/hosts";

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        MapFlags flags = MapFlags.parse(declaration.arguments());
        Path file = declaration.directory().resolve(flags.words().isEmpty() ? FILE : flags.file());
        String domain = flags.words().size() > 1 ? flags.words().get(1) : "";
        return new HostTable(flags, new HostsFile(file), domain);
    }
}
