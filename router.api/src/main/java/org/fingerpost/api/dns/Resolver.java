package org.fingerpost.api.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Asks the domain name system. A service; the one with the highest ranking is used. A class that is also named in
 * {@code META-INF/services} and has a public constructor without parameters is found by programs that run without a container.
 *
 * <p>Any thread. Each question blocks its caller for seconds at most, as the resolver is configured, and never throws for what
 * the network does. Its twin whose name ends with {@code Async} is for who asks much at once: a resolver that can returns at
 * once and answers on a thread of its own, which must not be kept; the twins here block as the others do.
 *
 * <p>Names are octets, with or without a dot at the end; either way they are complete, no search list applies. Names in answers
 * are as the server writes them, without a dot at the end. Aliases ({@code CNAME}) are followed, except for questions for them.
 */
@ConsumerType
public interface Resolver {

    /**
     * The records of a type, in the order of the answer.
     *
     * @param type as RFC 1035 and its successors write it: {@code A}, {@code MX}, {@code TXT} …
     * @throws IllegalArgumentException if there is no such type
     */
    Answer<DnsRecord> records(String name, String type);

    /**
     * The mail exchangers of a domain (RFC 5321 §5.1), the most preferred first; among equals in random order.
     * {@link Answer.NoData} if it has none: then its addresses are to be tried. A null MX (RFC 7505) is one whose host is empty.
     */
    Answer<MailExchanger> mailExchangers(String domain);

    /** The addresses of a host, of version 6 before version 4, each in the order of the answer. The hosts file is asked first. */
    Answer<InetAddress> addresses(String host);

    /** The name of the host with this address, from the hosts file or the reverse zones. */
    Answer<String> names(InetAddress address);

    /** The domains that a name without a dot, or one that was not found, may be in: {@code search} of resolv.conf(5). */
    List<String> searchList();

    /** As {@link #records}. */
    default CompletionStage<Answer<DnsRecord>> recordsAsync(String name, String type) {
        return CompletableFuture.completedFuture(records(name, type));
    }

    /** As {@link #mailExchangers}. */
    default CompletionStage<Answer<MailExchanger>> mailExchangersAsync(String domain) {
        return CompletableFuture.completedFuture(mailExchangers(domain));
    }

    /** As {@link #addresses}. */
    default CompletionStage<Answer<InetAddress>> addressesAsync(String host) {
        return CompletableFuture.completedFuture(addresses(host));
    }
}
