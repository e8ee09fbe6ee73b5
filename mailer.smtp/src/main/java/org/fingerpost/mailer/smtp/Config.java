package org.fingerpost.mailer.smtp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings as they are written. All are text, so that a bad one is ours to report and costs no more than itself. */
@ObjectClassDefinition(name = "SMTP mailer", description = "Delivers mail by SMTP over TCP")
@interface Config {

    String TIMEOUT_PLACE = "5m";
    String TIMEOUT_CONNECT = "30s";
    String TIMEOUT_GREETING = "5m";
    String TIMEOUT_EHLO = "5m";
    String TIMEOUT_STARTTLS = "2m";
    String TIMEOUT_AUTH = "2m";
    String TIMEOUT_MAIL = "5m";
    String TIMEOUT_RCPT = "5m";
    String TIMEOUT_DATA_INIT = "2m";
    String TIMEOUT_DATA_BLOCK = "3m";
    String TIMEOUT_DATA_TERMINATION = "10m";
    String TIMEOUT_RSET = "20s";
    String TIMEOUT_QUIT = "5s";
    String MAX_CONNECTIONS = "1000";
    String MAX_CONNECTIONS_PER_HOST = "20";
    String MAX_ADDRESSES = "5";
    String MAX_SESSIONS = "2";
    String TIMEOUT_SEARCH = "10m";
    String MAX_WAITING = "10000";
    String REUSE_IDLE = "5s";
    String REUSE_AGE = "5m";
    String REUSE_MESSAGES = "500";
    String REUSE_MAX = "200";
    String REUSE_MAX_PER_HOST = "20";
    String THREADS = "2";
    String TLS = "may";
    String CHUNKING = "no";

    @AttributeDefinition(name = "Wait for a connection",
            description = "How long a delivery waits until fewer than max.connections are open; a duration, default 5m")
    String timeout_place() default TIMEOUT_PLACE;

    @AttributeDefinition(name = "Connect",
            description = "How long a name may take to be found, and each address to answer; default 30s")
    String timeout_connect() default TIMEOUT_CONNECT;

    @AttributeDefinition(name = "Greeting", description = "How long the server's greeting may take; a duration, default 5m")
    String timeout_greeting() default TIMEOUT_GREETING;

    @AttributeDefinition(name = "EHLO",
            description = "How long the reply to EHLO, LHLO or HELO may take; a duration, default 5m")
    String timeout_ehlo() default TIMEOUT_EHLO;

    @AttributeDefinition(name = "STARTTLS",
            description = "How long the reply to STARTTLS may take, and then the TLS handshake; a duration, default 2m")
    String timeout_starttls() default TIMEOUT_STARTTLS;

    @AttributeDefinition(name = "AUTH", description = "How long each reply to AUTH may take; a duration, default 2m")
    String timeout_auth() default TIMEOUT_AUTH;

    @AttributeDefinition(name = "MAIL", description = "How long the reply to MAIL may take; a duration, default 5m")
    String timeout_mail() default TIMEOUT_MAIL;

    @AttributeDefinition(name = "RCPT", description = "How long the reply to RCPT may take; a duration, default 5m")
    String timeout_rcpt() default TIMEOUT_RCPT;

    @AttributeDefinition(name = "DATA", description = "How long the reply to DATA may take; a duration, default 2m")
    String timeout_data_init() default TIMEOUT_DATA_INIT;

    @AttributeDefinition(name = "Block of data",
            description = "How long the server may take for one chunk of at most 64 KiB; a duration, default 3m")
    String timeout_data_block() default TIMEOUT_DATA_BLOCK;

    @AttributeDefinition(name = "End of data",
            description = "How long the reply to the final dot, or to a chunk of BDAT, may take; too short makes duplicates;"
                    + " default 10m")
    String timeout_data_termination() default TIMEOUT_DATA_TERMINATION;

    @AttributeDefinition(name = "RSET", description = "How long the reply to RSET may take; a duration, default 20s")
    String timeout_rset() default TIMEOUT_RSET;

    @AttributeDefinition(name = "QUIT",
            description = "How long the reply to QUIT may take, which no mail waits for; a duration, default 5s")
    String timeout_quit() default TIMEOUT_QUIT;

    @AttributeDefinition(name = "Connections", description = "How many may be open at once; default 1000")
    String max_connections() default MAX_CONNECTIONS;

    @AttributeDefinition(name = "Connections to a host",
            description = "How many may be open at once to one server: an address and port; default 20")
    String max_connections_per_host() default MAX_CONNECTIONS_PER_HOST;

    @AttributeDefinition(name = "Addresses tried",
            description = "How many addresses of a destination's servers one delivery tries at most; default 5")
    String max_addresses() default MAX_ADDRESSES;

    @AttributeDefinition(name = "Sessions tried",
            description = "How many servers of a destination may answer and then not take the message, before it is put off;"
                    + " default 2")
    String max_sessions() default MAX_SESSIONS;

    @AttributeDefinition(name = "Search for a server",
            description = "How long after its beginning a delivery may turn to one more server; a duration, default 10m")
    String timeout_search() default TIMEOUT_SEARCH;

    @AttributeDefinition(name = "Waiting deliveries",
            description = "How many may wait for a connection; what comes on top is deferred at once; default 10000")
    String max_waiting() default MAX_WAITING;

    @AttributeDefinition(name = "Idle connections: time",
            description = "How long a connection is kept for another message; 0s: each is used once; a duration, default 5s")
    String reuse_idle() default REUSE_IDLE;

    @AttributeDefinition(name = "Connections: age",
            description = "A connection that is older carries no further message; a duration, default 5m")
    String reuse_age() default REUSE_AGE;

    @AttributeDefinition(name = "Connections: messages", description = "How many a connection carries at most; default 500")
    String reuse_messages() default REUSE_MESSAGES;

    @AttributeDefinition(name = "Idle connections",
            description = "How many are kept at once; the one that was idle the longest is closed first; default 200")
    String reuse_max() default REUSE_MAX;

    @AttributeDefinition(name = "Idle connections to a host",
            description = "How many are kept at once to one host and port; default 20")
    String reuse_max_per_host() default REUSE_MAX_PER_HOST;

    @AttributeDefinition(name = "I/O threads", description = "Threads for all connections; 1 or 2 are enough; default 2")
    String threads() default THREADS;

    @AttributeDefinition(name = "Source address", required = false,
            description = "IP address of this machine to connect from; empty, the default, lets the system choose")
    String source_address() default "";

    @AttributeDefinition(name = "Source address, version 6", required = false,
            description = "The same for servers that have addresses of version 6, if source.address is one of version 4")
    String source_address6() default "";

    @AttributeDefinition(name = "TLS", description = "none, may (where it is offered), encrypt (or the mail waits), verify (and"
            + " the certificate must be right) or implicit (verify, without STARTTLS); smtp.tls of a destination goes before;"
            + " default may")
    String tls() default TLS;

    @AttributeDefinition(name = "BDAT", description = "yes: BDAT in place of DATA wherever it is offered; no, the default: only"
            + " for binary content; smtp.chunking of a destination goes before")
    String chunking() default CHUNKING;
}
