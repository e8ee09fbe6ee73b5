package org.fingerpost.table.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;

/** The resolver, around dnsjava. Any thread. */
@Component(service = Resolver.class, configurationPid = Config.PID)
@Designate(ocd = Config.class)
public final class DnsResolver implements Resolver {

    private final Questions questions;
    private final NameServers servers;

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
        this.questions = new Questions(settings, servers);
    }

    @Override
    public Answer<DnsRecord> records(String name, String type) {
        int code = Type.value(type.toUpperCase(Locale.ROOT));
        if (code <= 0) {
            throw new IllegalArgumentException("no type of records: " + type);
        }
        return records(name, code);
    }

    private Answer<DnsRecord> records(String name, int type) {
        try {
            return answer(questions.ask(absolute(name), type)).map(RecordValues::of);
        } catch (TextParseException e) {
            return new Answer.NoSuchName<>(); // too long, or an empty label: nobody can have it
        }
    }

    /** Waits. */
    private Answer<Record> answer(CompletableFuture<LookupResult> question) {
        return questions.await(question);
    }

    private static Name absolute(String name) throws TextParseException {
        return Name.fromString(RecordValues.escaped(name), Name.root);
    }

    @Override
    public Answer<MailExchanger> mailExchangers(String domain) {
        Answer<MailExchanger> answer = records(domain, Type.MX).map(mx -> new MailExchanger(mx.preference(), mx.value()));
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
        try {
            Name name = absolute(host);
            CompletableFuture<LookupResult> six = questions.askForHost(name, Type.AAAA);
            CompletableFuture<LookupResult> four = questions.askForHost(name, Type.A);
            return both(answer(six).map(r -> ((AAAARecord) r).getAddress()), answer(four).map(r -> ((ARecord) r).getAddress()));
        } catch (TextParseException e) {
            return new Answer.NoSuchName<>();
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
        Optional<String> known = questions.inHostsFile(reverse).map(RecordValues::text);
        return known.<Answer<String>>map(name -> new Answer.Found<>(RecordValues.text(reverse), List.of(name)))
                .orElseGet(() -> answer(questions.ask(reverse, Type.PTR)).map(r -> RecordValues.of(r).value()));
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
