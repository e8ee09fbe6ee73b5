package org.fingerpost.table.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.instance.Instance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The resolver, around dnsjava. Any thread. */
@Component(service = Resolver.class, configurationPid = Config.PID)
@Designate(ocd = Config.class)
public final class DnsResolver implements Resolver {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Questions questions;
    private final NameServers servers;
    private final Duration limit;

    @Activate
    public DnsResolver(Config config, @Reference Instance instance) {
        this(Settings.of(config, instance.base()));
    }

    /** With the defaults of the settings, for programs that run without a container. */
    public DnsResolver() {
        this(Settings.DEFAULT);
    }

    DnsResolver(Settings settings) {
        this.servers = new NameServers(settings, System::nanoTime);
        this.limit = settings.limit().plus(GRACE);
        this.questions = new Questions(settings, servers);
    }

    @Override
    public Answer<DnsRecord> records(String name, String type) {
        return await(recordsAsync(name, type));
    }

    @Override
    public CompletableFuture<Answer<DnsRecord>> recordsAsync(String name, String type) {
        int code = Type.value(type.toUpperCase(Locale.ROOT));
        if (code <= 0) {
            throw new IllegalArgumentException("no type of records: " + type);
        }
        return records(name, code);
    }

    private CompletableFuture<Answer<DnsRecord>> records(String name, int type) {
        try {
            return questions.ask(absolute(name), type).thenApply(answer -> answer.map(RecordValues::of));
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(new Answer.NoSuchName<>()); // too long, an empty label: nobody can have it
        }
    }

    private static Name absolute(String name) throws TextParseException {
        return Name.fromString(RecordValues.escaped(name), Name.root);
    }

    @Override
    public Answer<MailExchanger> mailExchangers(String domain) {
        return await(mailExchangersAsync(domain));
    }

    @Override
    public CompletableFuture<Answer<MailExchanger>> mailExchangersAsync(String domain) {
        return records(domain, Type.MX).thenApply(DnsResolver::byPreference);
    }

    private static Answer<MailExchanger> byPreference(Answer<DnsRecord> records) {
        Answer<MailExchanger> answer = records.map(mx -> new MailExchanger(mx.preference(), mx.value()));
        if (answer instanceof Answer.Found<MailExchanger> found) {
            List<MailExchanger> sorted = new ArrayList<>(found.values());
            Collections.shuffle(sorted); // RFC 5321 §5.1: the load is spread among equals
            sorted.sort(Comparator.comparingInt(MailExchanger::preference));
            return new Answer.Found<>(found.name(), sorted);
        }
        return answer;
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        return await(addressesAsync(host));
    }

    @Override
    public CompletableFuture<Answer<InetAddress>> addressesAsync(String host) {
        try {
            Name name = absolute(host);
            List<InetAddress> known = questions.inHostsFile(name);
            return known.isEmpty() ? questions.ask(name, Type.AAAA).thenCombine(questions.ask(name, Type.A), (six, four) ->
                    both(six.map(r -> ((AAAARecord) r).getAddress()), four.map(r -> ((ARecord) r).getAddress())))
                    : CompletableFuture.completedFuture(new Answer.Found<>(RecordValues.text(name), known));
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(new Answer.NoSuchName<>());
        }
    }

    /** A server that fails for one of them does not hide the other: some know no AAAA. */
    private static Answer<InetAddress> both(Answer<InetAddress> six, Answer<InetAddress> four) {
        if (six instanceof Answer.Found<InetAddress> a && four instanceof Answer.Found<InetAddress> b) {
            List<InetAddress> all = new ArrayList<>(a.values());
            all.addAll(b.values());
            return new Answer.Found<>(b.name(), all);
        }
        boolean takeSix = six instanceof Answer.Found || six instanceof Answer.Temporary && !(four instanceof Answer.Found);
        return takeSix ? six : four;
    }

    @Override
    public Answer<String> names(InetAddress address) {
        Name reverse = ReverseMap.fromAddress(address);
        Optional<String> known = questions.nameInHostsFile(reverse).map(RecordValues::text);
        return known.<Answer<String>>map(name -> new Answer.Found<>(RecordValues.text(reverse), List.of(name)))
                .orElseGet(() -> await(questions.ask(reverse, Type.PTR)).map(r -> RecordValues.of(r).value()));
    }

    /** Each question ends by itself. */
    private <T> Answer<T> await(CompletableFuture<Answer<T>> answer) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Answer.Temporary<>("the name servers did not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Temporary<>("interrupted");
        }
    }

    @Override
    public List<String> searchList() {
        return servers.searchList();
    }

    /** Ends the thread of dnsjava; who still waits hears that nobody can say now. */
    @Deactivate
    void close() {
        NioClient.close();
    }
}
