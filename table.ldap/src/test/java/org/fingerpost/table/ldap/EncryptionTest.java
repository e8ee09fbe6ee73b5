package org.fingerpost.table.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.tls.Tls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** StartTLS and ldaps, with certificates that are worth something and others. */
class EncryptionTest {

    private static final Lookup.Found ANN = new Lookup.Found("ann@example.org");

    @TempDir
    private static Path folder;
    private static InMemoryDirectoryServer server;

    /** What the router's own TLS would say of a certificate. */
    private record Judge(String objection) implements Tls {

        @Override
        public Optional<SSLEngine> server() {
            return Optional.empty();
        }

        @Override
        public SSLEngine client(String host, int port) {
            try {
                return SSLContext.getDefault().createSSLEngine(host, port);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Optional<String> distrust(SSLSession session, String name) {
            assertEquals("127.0.0.1", name);
            assertTrue(session.getCipherSuite().startsWith("TLS_"), session.getCipherSuite());
            return Optional.of(objection).filter(text -> !text.isEmpty());
        }

        @Override
        public Executor tasks() {
            return Runnable::run;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("store.p12");
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-genkeypair",
                "-keyalg", "RSA", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "secret", "-dname",
                "CN=directory").start();
        assertTrue(made.waitFor(60, TimeUnit.SECONDS) && made.exitValue() == 0, "keytool");
        SSLUtil tls = new SSLUtil(new KeyStoreKeyManager(store.toString(), "secret".toCharArray(), "PKCS12", null),
                new TrustAllTrustManager());
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        InetAddress here = InetAddress.getByName("127.0.0.1");
        config.setSchema(null);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", here, 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig("tls", here, 0, tls.createSSLServerSocketFactory(),
                        tls.createSSLSocketFactory()));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        server.add("dn: uid=ann,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: ann", "mail: ann@example.org");
        server.startListening();
    }

    @AfterAll
    static void stop() {
        server.shutDown(true);
    }

    private static Lookup ask(String uri, boolean startTls, boolean verify, Optional<Tls> tls) throws Exception {
        LdapTableType type = new LdapTableType(new Settings(Duration.ofSeconds(20), Duration.ofSeconds(20),
                Duration.ofSeconds(60), Duration.ZERO, 2, 0, 10, 10, startTls, verify));
        tls.ifPresent(type::bindTls);
        try {
            return type.open(new TableDeclaration("people", "ldap", "-H " + uri + " -b dc=example,dc=org -k (uid=%0) -v mail",
                    folder)).lookup("ann", List.of());
        } finally {
            type.close();
        }
    }

    private static String uri(String listener) {
        return (listener.equals("tls") ? "ldaps" : "ldap") + "://127.0.0.1:" + server.getListenPort(listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tls"})
    void aCertificateThatOurAuthoritiesVouchFor(String listener) throws Exception {
        assertEquals(ANN, ask(uri(listener), true, true, Optional.of(new Judge(""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tls"})
    void withoutOneNothingIsAsked(String listener) throws Exception {
        Lookup.Unavailable answer = assertInstanceOf(Lookup.Unavailable.class,
                ask(uri(listener), true, true, Optional.of(new Judge("nobody vouches for it"))));
        assertTrue(answer.reason().contains("nobody vouches for it"), answer.reason());
        assertInstanceOf(Lookup.Unavailable.class, ask(uri(listener), true, true, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tls"})
    void anyCertificateDoesIfTheSettingsSaySo(String listener) throws Exception {
        assertEquals(ANN, ask(uri(listener), true, false, Optional.empty()));
    }

    @Test
    void withoutEncryptionNobodyIsAskedForACertificate() throws Exception {
        assertEquals(ANN, ask(uri("plain"), false, true, Optional.of(new Judge("nobody vouches for it"))));
    }
}
