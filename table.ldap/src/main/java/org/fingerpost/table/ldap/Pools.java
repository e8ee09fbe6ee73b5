package org.fingerpost.table.ldap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.SocketFactory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PasswordProvider;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;

import org.fingerpost.api.instance.SecretFile;

/** The connections to directories, shared by tables. Any thread; the monitor guards which pools there are. */
final class Pools {

    private static final long MAX_AGE_MILLIS = 600_000;
    private static final int MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
    private static final int REFERRAL_HOPS = 3;
    /** The library wants a host and a port even for a Unix-domain socket; nobody connects to these. */
    private static final String NO_HOST = "127.0.0.1";
    private static final int NO_PORT = 1;

    private static final class Shared {

        private final Replicas replicas;
        private int users;

        Shared(Replicas replicas) {
            this.replicas = replicas;
        }
    }

    /** Read for each connection that is made, so that a new password counts at once. */
    private static final class FilePassword extends PasswordProvider {

        private static final long serialVersionUID = 1;

        private final transient Path file;

        FilePassword(Path file) {
            this.file = file;
        }

        @Override
        public byte[] getPasswordBytes() throws LDAPException {
            try {
                return SecretFile.firstLine(file).getBytes(StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new LDAPException(ResultCode.LOCAL_ERROR, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private final Settings settings;
    private final Encryption encryption;
    private final Map<Directory, Shared> pools = new HashMap<>();

    Pools(Settings settings, Encryption encryption) {
        this.settings = settings;
        this.encryption = encryption;
    }

    /**
     * The servers of a directory, to be {@linkplain #release released}. No connection is made yet.
     *
     * @throws IOException if there is no TLS that some server needs
     */
    synchronized Replicas use(Directory directory) throws IOException {
        Shared shared = pools.get(directory);
        if (shared == null) {
            shared = new Shared(open(directory));
            pools.put(directory, shared);
        }
        shared.users++;
        return shared.replicas;
    }

    synchronized void release(Directory directory) {
        Shared shared = pools.get(directory);
        if (shared != null && --shared.users == 0) {
            pools.remove(directory);
            shared.replicas.close();
        }
    }

    synchronized void close() {
        pools.values().forEach(shared -> shared.replicas.close());
        pools.clear();
    }

    private Replicas open(Directory directory) throws IOException {
        try {
            List<ServerPool> servers = new ArrayList<>();
            for (Server server : directory.servers()) {
                servers.add(new ServerPool(server, connections(directory, server), settings.retry()));
            }
            return new Replicas(servers);
        } catch (LDAPException | GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private LDAPConnectionPool connections(Directory directory, Server server) throws LDAPException, GeneralSecurityException {
        boolean local = server.kind() == Server.Kind.LOCAL;
        SingleServerSet set = new SingleServerSet(local ? NO_HOST : server.host(), local ? NO_PORT : server.port(),
                sockets(server), options(directory.referrals()));
        PostConnectProcessor startTls = settings.startTls() && server.kind() == Server.Kind.PLAIN
                ? new StartTLSPostConnectProcessor(encryption.sockets(server)) : null;
        LDAPConnectionPool pool = new LDAPConnectionPool(set, bind(directory.identity()), 0, settings.connections(), startTls);
        pool.setCreateIfNecessary(false); // beyond the number
        pool.setMaxWaitTimeMillis(settings.answerTimeout().toMillis());
        pool.setMaxConnectionAgeMillis(MAX_AGE_MILLIS);
        return pool;
    }

    private SocketFactory sockets(Server server) throws GeneralSecurityException {
        return switch (server.kind()) {
            case PLAIN -> SocketFactory.getDefault();
            case TLS -> encryption.sockets(server);
            case LOCAL -> new LocalSocketFactory(Path.of(server.host()));
        };
    }

    private LDAPConnectionOptions options(boolean referrals) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) Math.min(Integer.MAX_VALUE, settings.connectTimeout().toMillis()));
        options.setResponseTimeoutMillis(settings.answerTimeout().toMillis());
        options.setAbandonOnTimeout(true);
        options.setMaxMessageSize(MAX_MESSAGE_BYTES);
        options.setUseSynchronousMode(true); // no thread for each connection
        options.setSSLSocketVerifier(encryption.verifier());
        options.setFollowReferrals(referrals);
        options.setReferralHopLimit(REFERRAL_HOPS);
        // Our password goes to no server that the policy does not name: referrals are followed as nobody.
        options.setReferralConnector(
                (url, from) -> new LDAPConnection(from.getConnectionOptions(), url.getHost(), url.getPort()));
        return options;
    }

    private static BindRequest bind(Directory.Identity identity) {
        if (identity instanceof Directory.Identity.Simple simple) {
            return new SimpleBindRequest(simple.dn(), new FilePassword(simple.secret()));
        }
        // An identity that is absent, and not empty, makes OpenLDAP wait for one.
        return identity instanceof Directory.Identity.External ? new EXTERNALBindRequest("") : null;
    }
}
