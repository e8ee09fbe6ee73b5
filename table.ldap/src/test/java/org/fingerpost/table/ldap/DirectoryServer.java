package org.fingerpost.table.ldap;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;

/** A directory in memory, on 127.0.0.1. */
final class DirectoryServer implements AutoCloseable {

    static final String BASE = "dc=example,dc=org";
    static final String BIND_DN = "cn=router,dc=example,dc=org";
    static final String PASSWORD = "secret of the router";

    private static final String[][] ENTRIES = {
        {"dn: dc=example,dc=org", "objectClass: top", "objectClass: domain", "dc: example"},
        {"dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people"},
        {"dn: uid=ann,ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: ann", "cn: Ann Example", "sn: Example",
            "mail: ann@example.org", "mail: a.example@example.org", "description: 100%1 %0"},
        {"dn: uid=bob,ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: bob", "cn: Bob (the *) Example",
                "sn: Example",
            "mail: bob@example.org"},
        {"dn: uid=nomail,ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: nomail", "cn: No Mail", "sn: Mail"},
        {"dn: cn=team,dc=example,dc=org", "objectClass: groupOfNames", "objectClass: extensibleObject", "cn: team",
                "mail: team@example.org",
            "member: uid=ann,ou=people,dc=example,dc=org", "member: uid=bob,ou=people,dc=example,dc=org",
            "member: cn=inner,dc=example,dc=org", "member: uid=gone,dc=example,dc=org",
            "labeledURI: ldap:///ou=people,dc=example,dc=org??one?(uid=bob)", "seeAlso: (uid=ann)"},
        {"dn: cn=inner,dc=example,dc=org", "objectClass: groupOfNames", "objectClass: extensibleObject", "cn: inner",
                "mail: inner@example.org",
            "member: cn=team,dc=example,dc=org"},
        {"dn: cn=router,dc=example,dc=org", "objectClass: person", "cn: router", "sn: router",
                "userPassword: secret of the router"},
    };

    private final InMemoryDirectoryServer server;
    private final AtomicInteger searches = new AtomicInteger();

    DirectoryServer(int port) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getByName("127.0.0.1"), port,
                null));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
                searches.incrementAndGet();
            }
        });
        server = new InMemoryDirectoryServer(config);
        for (String[] entry : ENTRIES) {
            server.add(entry);
        }
        server.startListening();
    }

    /** An attribute has another value. */
    void change(String entry, String attribute, String value) throws Exception {
        server.modify(entry, new Modification(ModificationType.REPLACE, attribute, value));
    }

    /** So many people of department 7, and the group {@code all} of them. */
    void addMembers(int number) throws Exception {
        Entry all = new Entry("dn: cn=all,dc=example,dc=org", "objectClass: groupOfNames", "cn: all");
        for (int i = 0; i < number; i++) {
            String name = "uid=member" + i + ",ou=people,dc=example,dc=org";
            server.add("dn: " + name, "objectClass: inetOrgPerson", "uid: member" + i, "cn: m", "sn: m", "departmentNumber: 7",
                    "mail: member" + i + "@example.org");
            all.addAttribute("member", name);
        }
        server.add(all);
    }

    /** How many it was asked for. */
    int searches() {
        return searches.get();
    }

    int port() {
        return server.getListenPort();
    }

    void restart() throws Exception {
        server.startListening();
    }

    void stop() {
        server.shutDown(true);
    }

    @Override
    public void close() {
        stop();
    }

    /** For trials by hand: {@code DirectoryServer PORT}, for two minutes. */
    public static void main(String[] args) throws Exception {
        try (DirectoryServer server = new DirectoryServer(Integer.parseInt(args[0]))) {
            System.out.println("port " + server.port());
            Thread.sleep(120_000);
        }
    }
}
