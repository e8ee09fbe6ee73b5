package org.fingerpost.table.ldap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * Whom to ask, and in whose name: tables for which this is equal share their connections.
 *
 * @param servers   in the order in which they are tried
 * @param referrals whether they are followed
 */
record Directory(List<Server> servers, Identity identity, boolean referrals) {

    /** In whose name. */
    sealed interface Identity {

        /** Nobody's. */
        record Anonymous() implements Identity {
        }

        /** @param secret the file whose first line is the password */
        record Simple(String dn, Path secret) implements Identity {
        }

        /** That of the router's user, which the server sees at its Unix-domain socket (RFC 4422 appendix A). */
        record External() implements Identity {
        }
    }

    private static final int MAX_SERVERS = 16;

    Directory {
        servers = List.copyOf(servers);
    }

    /** @param directory relative names of files count from here */
    static Directory of(TableFlags flags, Path directory) throws TableException {
        if (flags.has('w') && !flags.value('w').equals("3")) {
            throw new TableException("flag -w" + flags.value('w') + ": the protocol is version 3");
        }
        List<Server> servers = servers(flags);
        return new Directory(servers, identity(flags, directory, servers), !flags.has('R'));
    }

    private static Identity identity(TableFlags flags, Path directory, List<Server> servers) throws TableException {
        String method = flags.value('M').toLowerCase(Locale.ROOT).replaceFirst("^ldap_auth_", "");
        switch (method) {
            case "", "none":
                return new Identity.Anonymous();
            case "simple":
                if (flags.value('d').isEmpty() != flags.value('P').isEmpty()) {
                    throw new TableException("flag -M simple: a name, -d, and the file of its password, -P, are expected");
                }
                return flags.has('P') ? new Identity.Simple(flags.value('d'), directory.resolve(flags.value('P')))
                        : new Identity.Anonymous();
            case "external":
                if (!servers.stream().allMatch(server -> server.kind() == Server.Kind.LOCAL)) {
                    throw new TableException("flag -M external: servers with Unix-domain sockets, ldapi://, are expected");
                }
                return new Identity.External();
            default:
                throw new TableException("flag -M" + flags.value('M') + ": none, simple or external is expected");
        }
    }

    private static List<Server> servers(TableFlags flags) throws TableException {
        if (flags.has('h') && flags.has('H')) {
            throw new TableException("flags -h and -H: hosts or URIs are expected, not both");
        }
        if (flags.has('p')) {
            Server.port("-p", flags.value('p'));
        }
        boolean uris = flags.has('H');
        String written = uris ? flags.value('H') : flags.has('h') ? flags.value('h') : "localhost";
        List<Server> servers = new ArrayList<>();
        for (String word : written.strip().split("[\\s,]+")) {
            servers.add(uris ? Server.ofUri(word) : Server.ofHost(word, flags.value('p')));
        }
        if (servers.size() > MAX_SERVERS) {
            throw new TableException("too many servers, " + MAX_SERVERS + " at most");
        }
        return servers;
    }
}
