package org.fingerpost.core.policy;

import java.util.Locale;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mail.ReversePath;

/**
 * The macros that tell the policy how the connection of a client was protected and who it is (sendmail's Installation and
 * Operation Guide §5.2): TLS and authentication; and by which protocol a message came.
 */
final class ConnectionMacros {

    private static final String SPECIAL = "<>()\"+ ";

    private ConnectionMacros() {
    }

    static void define(Origin origin, MacroScope scope) {
        Protection protection = origin.protection();
        // A user of this machine is known by other means than authentication.
        scope.define("auth_authen", origin.address().isEmpty() ? "" : origin.user())
                .define("auth_type", protection.mechanism())
                .define("verify", verify(protection));
        if (protection.isEncrypted()) {
            scope.define("tls_version", protection.version())
                    .define("cipher", protection.cipher())
                    .define("cipher_bits", String.valueOf(protection.bits()))
                    .define("cert_subject", plain(protection.subject()))
                    .define("cert_issuer", plain(protection.issuer()))
                    .define("cn_subject", plain(commonName(protection.subject())))
                    .define("cn_issuer", plain(commonName(protection.issuer())));
        }
    }

    /** In sendmail's words: no TLS, no certificate, one that is not to be believed, or all well. */
    private static String verify(Protection protection) {
        return !protection.isEncrypted() ? "NONE" : protection.trusted() ? "OK" : protection.subject().isEmpty() ? "NO" : "FAIL";
    }

    /** What could mean something to rules is written as {@code +HH}, as sendmail does it. */
    private static String plain(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (SPECIAL.indexOf(c) >= 0 || c < ' ' || c > '~') {
                text.append('+').append(String.format(Locale.ROOT, "%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Of {@code CN=mx.example,O=Example} (RFC 4514) the value of CN; empty if there is none. */
    private static String commonName(String name) {
        for (String part : name.split("(?<!\\\\),\\s*")) {
            if (part.regionMatches(true, 0, "CN=", 0, 3)) {
                return part.substring(3);
            }
        }
        return "";
    }

    /** That of the registry for {@code with} in Received: RFC 3848, and RFC 6531 §4.3 for messages with SMTPUTF8. */
    static String protocol(String protocol, ReversePath sender) {
        return !sender.parameters().containsKey("SMTPUTF8") ? protocol
                : "UTF8" + (protocol.startsWith("ESMTP") ? protocol.substring(1) : protocol);
    }
}
