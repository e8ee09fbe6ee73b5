package org.fingerpost.listener.smtp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings as they stand in {@code etc/smtp.cfg}. Numbers are texts here, so that one bad value costs that setting alone,
 * and not the component.
 */
@ObjectClassDefinition(name = "SMTP listener", description = "Mail that comes in by SMTP over TCP.")
@interface SmtpConfig {

    @AttributeDefinition(name = "Addresses",
            description = "Where to listen: [service://]host:port, IPv6 as [::1]:2525, port 0 for any free one; several "
            + "separated by commas. Services: smtp (if none is named), smtps, submission, submissions, lmtp. "
            + "The --listen option of the start overrides it. Default 127.0.0.1:2525.")
    String[] listen() default "127.0.0.1:2525";

    @AttributeDefinition(name = "Threads", type = AttributeType.INTEGER,
            description = "How many threads work on sessions. A session that waits, for its client or for a disk flush, "
            + "needs none; while all of them wait for tables, further ones help out, 64 at most. Default 4.")
    String threads() default "4";

    @AttributeDefinition(name = "Sessions", type = AttributeType.INTEGER,
            description = "How many sessions there may be at once; more are sent away with 421. Default 1000.")
    String max_sessions() default "1000";

    @AttributeDefinition(name = "Sessions of a client", type = AttributeType.INTEGER,
            description = "How many sessions one client may have at once: an IPv4 address or an IPv6 network. Default 200.")
    String max_sessions_per_client() default "200";

    @AttributeDefinition(name = "Recipients", type = AttributeType.INTEGER,
            description = "How many recipients one message may have; further ones get 452. Default 10000.")
    String max_recipients() default "10000";

    @AttributeDefinition(name = "Bad commands", type = AttributeType.INTEGER,
            description = "After how many bad commands a client is sent away with 421. Default 20.")
    String max_errors() default "20";

    @AttributeDefinition(name = "Recipients refused", type = AttributeType.INTEGER,
            description = "How many recipients may be refused in one session before the client is sent away with 421. "
            + "Default 100.")
    String max_refused_recipients() default "100";

    @AttributeDefinition(name = "Idle commands", type = AttributeType.INTEGER,
            description = "How many commands such as NOOP, RSET and VRFY a client may give without a message; each further one "
            + "is a bad command. Default 100.")
    String max_idle_commands() default "100";

    @AttributeDefinition(name = "Tar pit: from", type = AttributeType.INTEGER,
            description = "How many bad commands and refused recipients of a session are answered at once. Default 10.")
    String tarpit_after() default "10";

    @AttributeDefinition(name = "Tar pit: delay",
            description = "What each further one adds to the time that its answer takes; 0s: nothing. Default 1s.")
    String tarpit_delay() default "1s";

    @AttributeDefinition(name = "Tar pit: most", description = "How long one answer takes at most. Default 10s.")
    String tarpit_most() default "10s";

    @AttributeDefinition(name = "Greeting delay",
            description = "How long a stranger waits for the greeting where mail from everybody is taken, unless the policy says "
            + "how long. Default 0s.")
    String greeting_delay() default "0s";

    @AttributeDefinition(name = "Early talkers",
            description = "What becomes of a client that talks during that delay: reject (554, and the connection is closed) or "
            + "accept. Default reject.")
    String early_talk() default "reject";

    @AttributeDefinition(name = "Window",
            description = "The time in which the events of a client are counted. Default 1m.")
    String client_window() default "1m";

    @AttributeDefinition(name = "Connections of a client", type = AttributeType.INTEGER,
            description = "How many connections a client may make within the window; 0: any number. Default 0.")
    String client_connections() default "0";

    @AttributeDefinition(name = "Messages of a client", type = AttributeType.INTEGER,
            description = "How many messages a client may begin within the window; 0: any number. Default 0.")
    String client_messages() default "0";

    @AttributeDefinition(name = "Recipients of a client", type = AttributeType.INTEGER,
            description = "How many recipients a client may name within the window; 0: any number. Default 0.")
    String client_recipients() default "0";

    @AttributeDefinition(name = "Failed authentications of a client", type = AttributeType.INTEGER,
            description = "How many authentications of a client may fail within the window; 0: any number. Default 20.")
    String client_auth_failures() default "20";

    @AttributeDefinition(name = "Bad commands of a client", type = AttributeType.INTEGER,
            description = "How many bad commands a client may give within the window before it is sent away when it connects; "
            + "0: any number. Default 200.")
    String client_errors() default "200";

    @AttributeDefinition(name = "IPv6 prefix", type = AttributeType.INTEGER,
            description = "How many bits of an IPv6 address make a client; 1 to 128. Default 64.")
    String client_prefix() default "64";

    @AttributeDefinition(name = "Exempt clients",
            description = "Networks whose clients have no limits over the window, no tar pit and no greeting delay. "
            + "Default 127.0.0.0/8, ::1.")
    String[] client_exempt() default {"127.0.0.0/8", "::1"};

    @AttributeDefinition(name = "Time-out for commands",
            description = "How long a command may take, from the last answer to the end of its line, such as 30s or 5m. "
            + "Default 5m.")
    String idle_timeout() default "5m";

    @AttributeDefinition(name = "Time-out for content",
            description = "How long to wait for more content after DATA. Default 5m.")
    String data_timeout() default "5m";

    @AttributeDefinition(name = "Least rate of content", type = AttributeType.INTEGER,
            description = "Octets a second that a message must come at, on the average, once it has taken data.grace; 0: any. "
            + "Default 100.")
    String data_rate() default "100";

    @AttributeDefinition(name = "Grace for content",
            description = "How long a message may come at any rate. Default 2m.")
    String data_grace() default "2m";

    @AttributeDefinition(name = "Time-out for sessions", description = "How long a session may last in all. Default 6h.")
    String session_timeout() default "6h";

    @AttributeDefinition(name = "Stress", type = AttributeType.INTEGER,
            description = "Percent of the sessions that there may be from which on the time-outs are short; 100: never."
            + " Default 80.")
    String stress_percent() default "80";

    @AttributeDefinition(name = "Time-out under stress",
            description = "How long a command, or more content, is waited for then at most. Default 10s.")
    String stress_timeout() default "10s";

    @AttributeDefinition(name = "Time-out for names",
            description = "How long a client waits at most while the name of its host is looked up; 0s: nobody is asked. "
                    + "Default 5s.")
    String name_timeout() default "5s";

    @AttributeDefinition(name = "Bare newlines",
            description = "What to do with a CR or LF that is not part of a CRLF: reject (refuse the message) or normalize "
            + "(make it a CRLF; it never ends the message). Default reject.")
    String bare_newlines() default "reject";

    @AttributeDefinition(name = "Lenient paths", type = AttributeType.BOOLEAN,
            description = "Whether MAIL and RCPT may leave out the angle brackets around an address. Default false.")
    String lenient_paths() default "false";

    @AttributeDefinition(name = "Withheld extensions",
            description = "Extensions that are not offered, by the words of EHLO, separated by commas, such as "
            + "CHUNKING, SMTPUTF8. Default none.")
    String withhold() default "";

    @AttributeDefinition(name = "Passwords in the clear", type = AttributeType.BOOLEAN,
            description = "Whether AUTH is offered without TLS. Default false.")
    String auth_plaintext() default "false";

    @AttributeDefinition(name = "TLS for submission", type = AttributeType.BOOLEAN,
            description = "Whether the service submission demands TLS before AUTH and MAIL. Default true.")
    String submission_tls() default "true";

    @AttributeDefinition(name = "Authentication for submission", type = AttributeType.BOOLEAN,
            description = "Whether the services submission and submissions demand that clients authenticate. Default true.")
    String submission_auth() default "true";

    @AttributeDefinition(name = "XCLIENT", required = false,
            description = "Networks whose clients may say that they speak for others (XCLIENT). Default: none.")
    String[] xclient_from() default {};

    @AttributeDefinition(name = "PROXY", required = false,
            description = "Networks of proxies, whose connections begin with a header of the PROXY protocol. Default: none.")
    String[] proxy_from() default {};

    @AttributeDefinition(name = "Time-out for handshakes",
            description = "How long a TLS handshake, or a PROXY header, may take. Default 1m.")
    String handshake_timeout() default "1m";
}
