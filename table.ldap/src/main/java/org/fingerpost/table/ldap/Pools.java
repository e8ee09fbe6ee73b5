package org.fingerpost.table.ldap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;

/** The connections to directories, shared by tables. Any thread; the monitor guards which pools there are. */
final class Pools {

    private static final int MAX_CONNECTIONS = 8;
    private static final int CONNECT_MILLIS = 2000;
    private static final int RESPONSE_MILLIS = 3000;
    /** How long a look-up may wait for a connection that others have. */
    private static final int WAIT_MILLIS = 2000;
    private static final long MAX_AGE_MILLIS = 600_000;
    private static final long MAX_SECRET_BYTES = 4096;

    private static final class Shared {

        private final LDAPConnectionPool pool;
        private int users;

        Shared(LDAPConnectionPool pool) {
            this.pool = pool;
        }
    }

    private final Map<Directory, Shared> pools = new HashMap<>();

    /**
     * The pool for a directory, to be {@linkplain #release released}. No connection is made yet.
     *
     * @throws IOException if the password cannot be read; the message names the file, not what is in it
     */
    synchronized LDAPConnectionPool use(Directory directory) throws IOException {
        Shared shared = pools.get(directory);
        if (shared == null) {
            shared = new Shared(open(directory));
            pools.put(directory, shared);
        }
        shared.users++;
        return shared.pool;
    }

    synchronized void release(Directory directory) {
        Shared shared = pools.get(directory);
        if (shared != null && --shared.users == 0) {
            pools.remove(directory);
            shared.pool.close();
        }
    }

    synchronized void close() {
        pools.values().forEach(shared -> shared.pool.close());
        pools.clear();
    }

    private static LDAPConnectionPool open(Directory directory) throws IOException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(RESPONSE_MILLIS);
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(directory.referrals());
        options.setUseSynchronousMode(true); // no thread for each connection
        BindRequest bind = directory.secret().isEmpty() ? null
        : new SimpleBindRequest(directory.bindDn(), secret(directory.secret().get()));
        try {
            List<ServerSet> servers = new ArrayList<>();
            for (Directory.Server server : directory.servers()) {
                servers.add(new SingleServerSet(server.host(), server.port(), sockets(server), options));
            }
            LDAPConnectionPool pool = new LDAPConnectionPool(new FailoverServerSet(servers.toArray(ServerSet[]::new)), bind, 0,
                    MAX_CONNECTIONS);
            pool.setCreateIfNecessary(false); // beyond the number
            pool.setMaxWaitTimeMillis(WAIT_MILLIS);
            pool.setMaxConnectionAgeMillis(MAX_AGE_MILLIS);
            pool.setRetryFailedOperationsDueToInvalidConnections(true); // one that was kept for too long
            return pool;
        } catch (LDAPException | GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static SocketFactory sockets(Directory.Server server) throws GeneralSecurityException {
        return server.tls() ? SSLContext.getDefault().getSocketFactory() : SocketFactory.getDefault();
    }

    private static byte[] secret(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_READ) || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(file + ": everybody can read or write it; a password is expected to be its owner's alone");
        }
        if (Files.size(file) > MAX_SECRET_BYTES) {
            throw new IOException(file + ": too long for a password");
        }
        String line = Files.readString(file, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }
}
