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
            description = "Where to listen: host:port, IPv6 as [::1]:2525, port 0 for any free one; several separated by commas. "
            + "The --listen option of the start overrides it. Default 127.0.0.1:2525.")
    String[] listen() default "127.0.0.1:2525";

    @AttributeDefinition(name = "Threads", type = AttributeType.INTEGER,
            description = "How many threads work on sessions. A session that waits, for its client or for a disk flush, "
            + "needs none. Default 4.")
    String threads() default "4";

    @AttributeDefinition(name = "Sessions", type = AttributeType.INTEGER,
            description = "How many sessions there may be at once; more are sent away with 421. Default 1000.")
    String max_sessions() default "1000";

    @AttributeDefinition(name = "Sessions of a client", type = AttributeType.INTEGER,
            description = "How many sessions one IP address may have at once. Default 200.")
    String max_sessions_per_client() default "200";

    @AttributeDefinition(name = "Recipients", type = AttributeType.INTEGER,
            description = "How many recipients one message may have; further ones get 452. Default 10000.")
    String max_recipients() default "10000";

    @AttributeDefinition(name = "Bad commands", type = AttributeType.INTEGER,
            description = "After how many bad commands a client is sent away with 421. Default 20.")
    String max_errors() default "20";

    @AttributeDefinition(name = "Time-out for commands",
            description = "How long to wait for a command, such as 30s or 5m. Default 5m.")
    String idle_timeout() default "5m";

    @AttributeDefinition(name = "Time-out for content",
            description = "How long to wait for more content after DATA. Default 5m.")
    String data_timeout() default "5m";

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
}
