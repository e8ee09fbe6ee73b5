package org.fingerpost.table.ldap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** etc/table.ldap.cfg. */
@ObjectClassDefinition(name = "Directories",
        description = "How tables of type ldap ask their servers, and what is kept of the answers")
@interface Config {

    String PID = "table.ldap";

    @AttributeDefinition(name = "Connect timeout", description = "How long a connection may take to come about; default 2s")
    String connect_timeout() default "2s";

    @AttributeDefinition(name = "Answer timeout",
            description = "How long a server may take for one answer; then the next server is asked; default 2s")
    String answer_timeout() default "2s";

    @AttributeDefinition(name = "Limit",
            description = "How long a look-up may take, with all its searches and servers; default 4s")
    String limit() default "4s";

    @AttributeDefinition(name = "Retry",
            description = "How long a server is passed over that did not answer; default 30s")
    String retry() default "30s";

    @AttributeDefinition(name = "Connections", description = "How many there are at most to one server; default 8")
    String connections() default "8";

    @AttributeDefinition(name = "Page size",
            description = "How many entries are asked for at a time (RFC 2696); 0: all at once; default 500")
    String page_size() default "500";

    @AttributeDefinition(name = "Values", description = "How many entries or values a look-up may find; default 100000")
    String max_values() default "100000";

    @AttributeDefinition(name = "Searches",
            description = "How many searches a look-up may lead to, as with members that are names of entries; default 10000")
    String max_searches() default "10000";

    @AttributeDefinition(name = "StartTLS",
            description = "true: connections to ldap:// servers are encrypted before anything is said; default false")
    String starttls() default "false";

    @AttributeDefinition(name = "Verify",
            description = "Whether a server's certificate must prove that it is the host that the table names; default true")
    String tls_verify() default "true";

    @AttributeDefinition(name = "Cache: found", description = "How long a value is kept; 0s: not at all; default 1m")
    String cache_found() default "1m";

    @AttributeDefinition(name = "Cache: absent", description = "How long it is kept that a key is absent; default 10s")
    String cache_absent() default "10s";

    @AttributeDefinition(name = "Cache: stale",
            description = "How long after that an answer may serve while no server answers; default 0s")
    String cache_stale() default "0s";

    @AttributeDefinition(name = "Cache: entries",
            description = "How many answers of a table are kept at most; default 100000")
    String cache_entries() default "100000";
}
