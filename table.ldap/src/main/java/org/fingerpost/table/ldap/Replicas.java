package org.fingerpost.table.ldap;

import java.util.ArrayList;
import java.util.List;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/**
 * The servers of one directory. Each look-up asks the first one that answers; one that does not is passed over for a while, and
 * then one look-up tries it again. If none is known to answer all are tried. Any thread.
 */
final class Replicas {

    private final List<ServerPool> servers;

    Replicas(List<ServerPool> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * @throws LDAPException the answer of a server that is no result, or the last trouble when there is none that answers in time
     */
    <T> T ask(ServerPool.Work<T> work, Deadline deadline) throws LDAPException {
        LDAPException trouble = new LDAPException(ResultCode.SERVER_DOWN, "no server could be asked in time");
        for (ServerPool server : order()) {
            if (deadline.isOver()) {
                break;
            }
            try {
                return server.ask(work);
            } catch (LDAPException e) {
                if (!ServerPool.isTrouble(e)) {
                    throw e;
                }
                trouble = e;
            }
        }
        throw trouble;
    }

    private List<ServerPool> order() {
        List<ServerPool> order = new ArrayList<>();
        List<ServerPool> last = new ArrayList<>();
        servers.forEach(server -> (server.isDue() ? order : last).add(server));
        order.addAll(last);
        return order;
    }

    void close() {
        servers.forEach(ServerPool::close);
    }
}
