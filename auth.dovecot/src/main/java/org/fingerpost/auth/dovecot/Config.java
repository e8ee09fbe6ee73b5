package org.fingerpost.auth.dovecot;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings as they stand in {@code etc/auth.dovecot.cfg}. */
@ObjectClassDefinition(name = "Passwords of Dovecot", description = "Users and passwords as a Dovecot server knows them.")
@interface Config {

    @AttributeDefinition(name = "Socket", required = false, description = "Dovecot's authentication socket for clients, such as "
            + "/run/dovecot/auth-client. Default: none, Dovecot is not asked.")
    String socket() default "";

    @AttributeDefinition(name = "Service", description = "What Dovecot is told that it is asked for. Default smtp.")
    String service() default "smtp";

    @AttributeDefinition(name = "Time-out", description = "How long one answer may take. Default 30s.")
    String timeout() default "30s";
}
