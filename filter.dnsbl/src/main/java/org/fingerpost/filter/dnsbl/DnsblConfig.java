package org.fingerpost.filter.dnsbl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/filter.dnsbl.cfg}. Numbers are texts here, so that a bad one costs that setting alone. */
@ObjectClassDefinition(id = DnsblFilter.PID, name = "DNS block lists", description = "Clients that others have listed")
@interface DnsblConfig {

    @AttributeDefinition(description = "The lists: domain[=codes][*weight], several separated by commas. Default none.")
    String[] lists() default {};

    @AttributeDefinition(type = AttributeType.INTEGER,
            description = "The sum of weights from which on a client's mail is refused. Default 1.")
    String threshold() default "1";

    @AttributeDefinition(description = "How long the lists are waited for. Default 10s.")
    String timeout() default "10s";

    @AttributeDefinition(description = "Networks whose clients are not looked up.")
    String[] exempt() default {"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7", "fe80::/10"};

    @AttributeDefinition(description =
            "What a client is told: {address}, {list} and {reason}, the list's own text, are replaced.")
    String reply() default "Client [{address}] is listed by {list}; {reason}";
}
