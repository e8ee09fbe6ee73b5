package org.fingerpost.table.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/**
 * Whom to ask: the servers of the settings, or those of resolv.conf(5) as it is now. Any thread; the monitor guards what was
 * read.
 */
final class NameServers {

    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_SERVERS = 8;
    private static final int MAX_SEARCHED = 32;

    /** @param search domains without a dot at the end */
    private record Known(Resolver resolver, List<InetSocketAddress> servers, List<String> search) {
    }

    private final Settings settings;
    private final LongSupplier nanoTime;
    private Known known;
    private Object stamp;
    private long nextCheck;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    NameServers(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    Resolver resolver() {
        return known().resolver();
    }

    List<String> searchList() {
        return known().search();
    }

    private synchronized Known known() {
        if (known == null || nanoTime.getAsLong() - nextCheck >= 0) {
            nextCheck = nanoTime.getAsLong() + CHECK_NANOS;
            Object now = stamp(settings.resolvConf());
            if (known == null || !now.equals(stamp)) {
                stamp = now;
                known = read();
            }
        }
        return known;
    }

    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            return "absent";
        }
    }

    private Known read() {
        List<InetSocketAddress> servers = new ArrayList<>(settings.servers());
        List<String> search = new ArrayList<>();
        for (String line : lines()) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "nameserver" -> {
                    if (words.length > 1 && settings.servers().isEmpty() && servers.size() < MAX_SERVERS) {
                        add(servers, words[1]);
                    }
                }
                case "domain", "search" -> {
                    search.clear(); // the last of these lines counts
                    List.of(words).stream().skip(1).limit(MAX_SEARCHED).map(NameServers::withoutDot).forEach(search::add);
                }
                default -> { }
            }
        }
        if (servers.isEmpty()) {
            // As resolv.conf(5) has it.
            servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), SimpleResolver.DEFAULT_PORT));
        }
        return new Known(resolver(servers), List.copyOf(servers), List.copyOf(search));
    }

    private List<String> lines() {
        try {
            return Files.size(settings.resolvConf()) > MAX_BYTES ? List.of()
                    : Files.readAllLines(settings.resolvConf(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", settings.resolvConf(), e.toString());
            return List.of();
        }
    }

    private static void add(List<InetSocketAddress> servers, String address) {
        Addresses.parse(address.replaceFirst("%.*", "")).ifPresentOrElse(
                parsed -> servers.add(new InetSocketAddress(parsed, SimpleResolver.DEFAULT_PORT)),
                () -> LOG.warn("resolv.conf: {} is no address", address));
    }

    private static String withoutDot(String domain) {
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    private Resolver resolver(List<InetSocketAddress> servers) {
        List<Resolver> each = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            SimpleResolver simple = new SimpleResolver(server);
            simple.setTimeout(settings.timeout());
            each.add(simple);
        }
        ExtendedResolver all = new ExtendedResolver(each);
        all.setRetries(settings.tries());
        all.setTimeout(settings.limit());
        return all;
    }

    /** For messages. */
    @Override
    public String toString() {
        return known().servers().stream().map(s -> s.getAddress().getHostAddress() + ":" + s.getPort())
                .collect(Collectors.joining(", "));
    }
}
