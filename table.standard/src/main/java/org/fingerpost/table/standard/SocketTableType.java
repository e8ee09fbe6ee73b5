package org.fingerpost.table.standard;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** {@code Kname socket -d5 inet:port@host unix:/path}: asks the first server that answers by sendmail's socketmap protocol. */
@Component(service = LookupTableType.class, configurationPid = SocketConfig.PID)
@Designate(ocd = SocketConfig.class)
@TableType(type = "socket")
public final class SocketTableType implements LookupTableType {

    public SocketTableType() {
    }

    /** The router reads the settings: there is nothing to do with them. */
    @Activate
    public SocketTableType(SocketConfig config) {
    }

    @Modified
    void modified(SocketConfig config) {
        // tables stay open
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        return new SocketTable(declaration.name(), flags, Servers.of(declaration, flags, new Netstrings(),
                word -> ServerAddress.parse(word, declaration.directory())));
    }
}
