package org.fingerpost.core.filter;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/filters.cfg}. */
@ObjectClassDefinition(id = Filters.PID, name = "Filters", description = "Who is asked about mail while it comes in")
public @interface FilterConfig {

    @AttributeDefinition(description = "How long a filter may take for a step of a session. Default 30s.")
    String timeout() default "30s";

    @AttributeDefinition(description = "How long a filter may take for a whole message. Default 2m.")
    String message_timeout() default "2m";

    @AttributeDefinition(description = "What a filter that fails, or is required and not there, comes to: accept (it is passed "
            + "over) or tempfail (the client is told to come again). Default tempfail.")
    String failure() default "tempfail";

    @AttributeDefinition(description = "Names of filters that have to be there; several separated by commas. Default none.")
    String[] required() default {};
}
