package org.fingerpost.auth.table;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings as they stand in {@code etc/auth.cfg}. */
@ObjectClassDefinition(name = "Passwords", description = "Who may hand in mail from everywhere: users and passwords in a table.")
@interface Config {

    @AttributeDefinition(name = "Mechanisms",
            description = "Those of PLAIN, LOGIN and SCRAM-SHA-256 that are offered. Default all.")
    String[] mechanisms() default {"PLAIN", "LOGIN", "SCRAM-SHA-256"};

    @AttributeDefinition(name = "File", description = "The file of users and passwords, which \"fingerpost password\" writes. "
            + "Relative to the instance. Default etc/credentials.")
    String file() default "etc/credentials";

    @AttributeDefinition(name = "Table", required = false, description = "A lookup table instead of the file, as in a K line: "
            + "type and arguments. Default: none.")
    String table() default "";

    @AttributeDefinition(name = "Threads", type = AttributeType.INTEGER,
            description = "How many threads check passwords, which is work on purpose. Default 2.")
    String threads() default "2";
}
