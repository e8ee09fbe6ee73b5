package org.fingerpost.core.settings;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/queue.cfg}. Numbers are texts here, so that a bad one costs that setting alone and not the router. */
@ObjectClassDefinition(id = QueueConfig.PID, name = "Queue", description = "When and how queued mail is tried")
public @interface QueueConfig {

    String PID = "queue";

    @AttributeDefinition(type = AttributeType.INTEGER, description = "Attempts at once for one host; 1 to 10000.")
    String concurrency() default "20";

    @AttributeDefinition(description = "Attempts for one host that may begin in some time, such as 100/1m; none: any number.")
    String rate() default "none";

    @AttributeDefinition(description =
            "Delays before the second, the third ... attempt; the last one repeats. Each is varied by a tenth.")
    String retry() default "1m, 5m, 15m, 1h";

    @AttributeDefinition(description =
            "A sender is told, once, of recipients that could not be reached for so long; 0s: never.")
    String warn() default "4h";

    @AttributeDefinition(description = "The same for urgent messages; empty: as warn.")
    String warn_urgent() default "";

    @AttributeDefinition(description = "The same for messages that are not urgent; empty: as warn.")
    String warn_non$_$urgent() default "";

    @AttributeDefinition(description = "The same for reports; empty: as warn.")
    String warn_dsn() default "";

    @AttributeDefinition(name = "return",
            description = "A recipient that could not be reached for so long is returned to the sender.")
    String return$() default "5d";

    @AttributeDefinition(description = "The same for urgent messages; empty: as return.")
    String return_urgent() default "";

    @AttributeDefinition(description = "The same for messages that are not urgent; empty: as return.")
    String return_non$_$urgent() default "";

    @AttributeDefinition(description = "The same for reports; empty: as return.")
    String return_dsn() default "";

    @AttributeDefinition(type = AttributeType.INTEGER,
            description = "Threads that expand and route; 1 to 64. Takes effect when the router starts.")
    String workers() default "4";

    @AttributeDefinition(type = AttributeType.INTEGER,
            description = "Messages that may be worked on at once; 1 to 100000. Takes effect when the router starts.")
    String max_active() default "2000";

    @AttributeDefinition(description =
            "An attempt whose mailer gives no sign of life for so long is given up and made again later. "
            + "Takes effect when the router starts.")
    String attempt_timeout() default "15m";

    @AttributeDefinition(type = AttributeType.INTEGER,
            description = "Threads for each mailer that blocks; 1 to 1000. Takes effect when the router starts.")
    String mailer_threads() default "20";
}
