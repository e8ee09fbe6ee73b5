package org.fingerpost.tls.pem;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses a key by the name that the client asks for (SNI, RFC 6066 §3); who asks for none of ours, or for nobody, gets the first
 * one. Aliases are the places in the list. Immutable.
 */
final class KeysByName extends X509ExtendedKeyManager {

    private final List<CertifiedKey> keys;
    private final boolean shownToServers;

    /** @param shownToServers whether servers that ask for a certificate get the first one */
    KeysByName(List<CertifiedKey> keys, boolean shownToServers) {
        this.keys = List.copyOf(keys);
        this.shownToServers = shownToServers;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return candidates(requestedName(engine)).stream().filter(i -> isOf(keyType, keys.get(i))).findFirst()
                .map(String::valueOf).orElse(null);
    }

    /** There may be several for one name: with keys of different kinds. */
    List<Integer> candidates(Optional<String> name) {
        List<Integer> named = name.map(this::forName).orElse(List.of());
        if (!named.isEmpty() || keys.isEmpty()) {
            return named;
        }
        List<Integer> first = new ArrayList<>(List.of(0));
        PeerName.hosts(keys.get(0).certificate()).stream().findFirst().map(this::forName).ifPresent(first::addAll);
        return first.stream().distinct().toList();
    }

    private List<Integer> forName(String name) {
        return IntStream.range(0, keys.size()).filter(i -> keys.get(i).isFor(name)).boxed().toList();
    }

    private static Optional<String> requestedName(SSLEngine engine) {
        SSLSession session = engine == null ? null : engine.getHandshakeSession();
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                    return Optional.of(new SNIHostName(name.getEncoded()).getAsciiName());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String keyType, CertifiedKey key) {
        String algorithm = key.certificate().getPublicKey().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_")
                || keyType.equals("RSASSA-PSS") && algorithm.equals("RSA")
                || keyType.startsWith("Ed") && algorithm.startsWith("Ed");
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return shownToServers && !keys.isEmpty() && List.of(keyTypes).stream().anyMatch(type -> isOf(type, keys.get(0)))
                ? "0" : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
