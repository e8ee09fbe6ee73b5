package org.fingerpost.table.standard;

import java.time.Duration;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kname socket -d5 inet:port@host} or {@code unix:/path}: asks a server by sendmail's socketmap protocol. */
@Component(service = LookupTableType.class)
@TableType(type = "socket")
public final class SocketTableType implements LookupTableType {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int MAX_SECONDS = 30;

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        ServerAddress address = ServerAddress.parse(flags.file(), declaration.directory());
        return new SocketTable(declaration.name(), flags, new SocketMapClient(address, timeout(flags)));
    }

    /** {@code -d}: seconds for a whole look-up. */
    private static Duration timeout(TableFlags flags) throws TableException {
        String seconds = flags.value('d');
        if (!flags.has('d')) {
            return TIMEOUT;
        }
        if (!seconds.matches("0*[1-9]\\d?s?") || Integer.parseInt(seconds.replace("s", "")) > MAX_SECONDS) {
            throw new TableException("flag -d" + seconds + ": 1 to " + MAX_SECONDS + " seconds are expected");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds.replace("s", "")));
    }
}
