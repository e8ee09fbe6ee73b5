package org.fingerpost.table.standard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** etc/table.socket.cfg: what the router keeps of the answers of servers. */
@ObjectClassDefinition(name = "Sockets", description = "Tables of the types socket and tcp")
public @interface SocketConfig {

    String PID = "table.socket";

    @AttributeDefinition(description = "How long a value is kept; 0s: not at all.")
    String cache_found() default "1m";

    @AttributeDefinition(description = "How long it is kept that a key is absent; 0s: not at all.")
    String cache_absent() default "10s";

    @AttributeDefinition(description = "How long after that an answer may serve while no server answers.")
    String cache_stale() default "0s";

    @AttributeDefinition(description = "How many answers are kept at most.")
    String cache_entries() default "100000";
}
