package org.fingerpost.tls.pem;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings as they stand in {@code etc/tls.cfg}. */
@ObjectClassDefinition(name = "TLS", description = "Certificates, authorities, versions and ciphers.")
@interface TlsConfig {

    @AttributeDefinition(name = "Certificates",
            description = "PEM files of certificates, each with those that lead to an authority after it; several separated by "
            + "commas, chosen by the name that a client asks for. Relative to the instance. "
            + "Default etc/tls/certificate.pem, made at the first start.")
    String[] certificate() default "etc/tls/certificate.pem";

    @AttributeDefinition(name = "Keys",
            description = "PEM files of their private keys, in the same order; may be the same files. Default etc/tls/key.pem.")
    String[] key() default "etc/tls/key.pem";

    @AttributeDefinition(name = "Authorities", required = false,
            description = "PEM files, or folders of them, of the authorities that vouch for servers."
            + " Default: those of the system.")
    String[] authorities() default {};

    @AttributeDefinition(name = "Authorities of clients", required = false,
            description = "The same for clients that show a certificate. Default: those for servers.")
    String[] client_authorities() default {};

    @AttributeDefinition(name = "Ask clients", type = AttributeType.BOOLEAN,
            description = "Whether clients are asked for a certificate, which they need not have. Default true.")
    String ask_clients() default "true";

    @AttributeDefinition(name = "Show to servers", type = AttributeType.BOOLEAN,
            description = "Whether servers that ask for a certificate are shown the first one. Default false.")
    String show_to_servers() default "false";

    @AttributeDefinition(name = "Versions", description = "TLSv1.2, TLSv1.3 or both. Default both.")
    String[] protocols() default {"TLSv1.2", "TLSv1.3"};

    @AttributeDefinition(name = "Ciphers",
            description = "modern (forward secrecy and authenticated encryption only), intermediate (what older servers need as "
            + "well), or names of suites. Default modern.")
    String[] ciphers() default "modern";

    @AttributeDefinition(name = "Threads", type = AttributeType.INTEGER,
            description = "How many threads compute handshakes. Default 2.")
    String threads() default "2";

    @AttributeDefinition(name = "Warning",
            description = "How long before a certificate expires the log begins to say so, once a day. Default 14d.")
    String warn_before() default "14d";
}
