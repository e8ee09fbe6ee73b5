package org.fingerpost.table.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** etc/table.http.cfg. */
@ObjectClassDefinition(name = "HTTP name servers", description = "Tables of the type http")
public @interface Config {

    String PID = "table.http";

    @AttributeDefinition(description = "How long one server may take.")
    String timeout() default "2s";

    @AttributeDefinition(description = "How long a look-up may take, with all servers.")
    String limit() default "4s";

    @AttributeDefinition(name = "max.connections", description = "Requests at once, 1 to 1000.")
    String max_connections() default "16";

    @AttributeDefinition(name = "max.answer", description = "Octets of an answer at most.")
    String max_answer() default "1000000";

    @AttributeDefinition(name = "tls.authorities", description = "Who may vouch for servers: a file of certificates in PEM.")
    String tls_authorities() default "";

    @AttributeDefinition(description = "How long a value is kept; 0s: not at all.")
    String cache_found() default "1m";

    @AttributeDefinition(description = "How long it is kept that a key is absent; 0s: not at all.")
    String cache_absent() default "10s";

    @AttributeDefinition(description = "How long after that an answer may serve while no server answers.")
    String cache_stale() default "0s";

    @AttributeDefinition(description = "How many answers are kept at most.")
    String cache_entries() default "100000";
}
