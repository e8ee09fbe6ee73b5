package org.fingerpost.table.dns;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** etc/dns.cfg. */
@ObjectClassDefinition(name = "Domain name system", description = "Whom the resolver asks, how long it waits, what it keeps")
@interface Config {

    String PID = "dns";

    @AttributeDefinition(name = "Servers", required = false,
            description = "Name servers, ADDRESS or ADDRESS:PORT, with commas between; empty for those of resolv.conf;"
                    + " default empty")
    String servers() default "";

    @AttributeDefinition(name = "resolv.conf",
            description = "Where the machine's name servers and search list are; default /etc/resolv.conf")
    String resolv_conf() default "/etc/resolv.conf";

    @AttributeDefinition(name = "Hosts",
            description = "The hosts file, asked before the servers for addresses; default /etc/hosts")
    String hosts() default "/etc/hosts";

    @AttributeDefinition(name = "Timeout",
            description = "How long one server may take for one answer; a duration such as 2s; default 2s")
    String timeout() default "2s";

    @AttributeDefinition(name = "Tries", description = "How often each server is asked, 1 to 10; default 2")
    String tries() default "2";

    @AttributeDefinition(name = "Limit", description = "How long a question may take with all tries and aliases; default 4s")
    String limit() default "4s";

    @AttributeDefinition(name = "Questions", description = "How many may be with the name servers at once; default 250")
    String max_questions() default "250";

    @AttributeDefinition(name = "Cached answers", description = "How many names are kept at most; default 20000")
    String cache_entries() default "20000";

    @AttributeDefinition(name = "Cache limit", description = "How long an answer is kept at most, if it says longer; default 1d")
    String cache_limit() default "1d";

    @AttributeDefinition(name = "Negative cache limit",
            description = "How long it is kept at most that a name, or its records, do not exist; default 5m")
    String cache_negative() default "5m";
}
