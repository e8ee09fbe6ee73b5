package org.fingerpost.table.ldap;

import java.time.Duration;
import java.util.Set;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one server, and whether it answers. Any thread; the monitor guards whether it is down. */
final class ServerPool {

    /** What is asked on one connection. May be done anew on another one: it changes nothing. */
    interface Work<T> {
        T on(LDAPConnection connection) throws LDAPException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServerPool.class);
    /** What another server may do better. All others are answers. */
    private static final Set<ResultCode> TROUBLE = Set.of(ResultCode.SERVER_DOWN, ResultCode.CONNECT_ERROR, ResultCode.TIMEOUT,
            ResultCode.LOCAL_ERROR, ResultCode.DECODING_ERROR, ResultCode.ENCODING_ERROR, ResultCode.BUSY,
            ResultCode.UNAVAILABLE, ResultCode.UNWILLING_TO_PERFORM, ResultCode.OTHER, ResultCode.OPERATIONS_ERROR,
            ResultCode.PROTOCOL_ERROR, ResultCode.INVALID_CREDENTIALS, ResultCode.STRONG_AUTH_REQUIRED,
            ResultCode.CONFIDENTIALITY_REQUIRED, ResultCode.AUTH_METHOD_NOT_SUPPORTED);

    private final Server server;
    private final LDAPConnectionPool connections;
    private final Duration retry;
    private boolean down;
    private long tried;

    /** @param retry how long it is passed over when it did not answer */
    ServerPool(Server server, LDAPConnectionPool connections, Duration retry) {
        this.server = server;
        this.connections = connections;
        this.retry = retry;
    }

    static boolean isTrouble(LDAPException e) {
        return TROUBLE.contains(e.getResultCode());
    }

    /** Whether it is to be asked before others: it is up, or it was passed over for long enough, which is said to one only. */
    synchronized boolean isDue() {
        if (!down) {
            return true;
        }
        if (System.nanoTime() - tried < retry.toNanos()) {
            return false;
        }
        tried = System.nanoTime();
        return true;
    }

    <T> T ask(Work<T> work) throws LDAPException {
        try {
            T answer = onSomeConnection(work);
            up();
            return answer;
        } catch (LDAPException e) {
            if (isTrouble(e)) {
                down(e);
            } else {
                up();
            }
            throw e;
        }
    }

    /** A server that was started anew has closed the connections that are kept: they are given up one by one. */
    private <T> T onSomeConnection(Work<T> work) throws LDAPException {
        for (int kept = connections.getCurrentAvailableConnections();; kept--) {
            try {
                return onOneConnection(work);
            } catch (LDAPException e) {
                if (kept <= 0 || !e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
                    throw e;
                }
            }
        }
    }

    private <T> T onOneConnection(Work<T> work) throws LDAPException {
        LDAPConnection connection = connections.getConnection();
        boolean usable = false;
        try {
            T answer = work.on(connection);
            usable = true;
            return answer;
        } catch (LDAPException e) {
            usable = !isTrouble(e);
            throw e;
        } finally {
            if (usable) {
                connections.releaseConnection(connection);
            } else {
                connections.discardConnection(connection); // an answer that comes too late must not be taken for another one's
            }
        }
    }

    private synchronized void up() {
        if (down) {
            LOG.info("directory server {} answers again", server);
        }
        down = false;
    }

    private synchronized void down(LDAPException e) {
        if (!down) {
            LOG.warn("directory server {} does not answer: {}", server, Reasons.of(e));
        }
        down = true;
        tried = System.nanoTime();
    }

    Server server() {
        return server;
    }

    void close() {
        connections.close();
    }
}
