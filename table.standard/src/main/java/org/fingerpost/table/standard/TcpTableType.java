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

/** {@code Kname tcp -d5 host:port unix:/path}: asks the first server that answers by the protocol of Postfix's tcp_table(5). */
@Component(service = LookupTableType.class, configurationPid = SocketConfig.PID)
@TableType(type = "tcp")
public final class TcpTableType implements LookupTableType {

    public TcpTableType() {
    }

    /** The router reads the settings: there is nothing to do with them. */
    @Activate
    public TcpTableType(SocketConfig config) {
    }

    @Modified
    void modified(SocketConfig config) {
        // tables stay open
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        return new TcpTable(declaration.name(), flags, Servers.of(declaration, flags, new Lines(),
                word -> ServerAddress.parseHostPort(word, declaration.directory())));
    }
}
