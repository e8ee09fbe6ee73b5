package org.fingerpost.tls.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.tls.Tls;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS with what the files say now. Engines are made from one {@link Material}; a new one takes its place when the files have
 * changed, are at rest and can be used.
 */
@Component(configurationPid = Settings.PID, immediate = true, service = {Tls.class, PemTls.class})
@Designate(ocd = TlsConfig.class)
public final class PemTls implements Tls {

    private static final Logger LOG = LoggerFactory.getLogger(PemTls.class);
    /** Handshakes that wait for a thread; more are refused. */
    private static final int MAX_WAITING = 10_000;
    private static final long CHECK_SECONDS = 2;
    private static final int MAX_REASON = 300;
    private static final Duration DAY = Duration.ofDays(1);

    private final Path base;
    private final Clock clock;
    private final ThreadPoolExecutor tasks;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("tls-files"));

    private volatile Settings settings;
    private volatile Material material;
    private volatile AuthorityFiles authorities;
    private volatile AuthorityFiles clientAuthorities;

    // Of whoever holds this object's lock.
    private FileStamps used;
    private FileStamps seen;
    private Instant warned = Instant.EPOCH;

    @Activate
    public PemTls(TlsConfig config, @Reference Instance instance) {
        this(read(config, instance.base(), Settings.defaults(instance.base())), instance.base(), Clock.systemUTC());
        watch.scheduleWithFixedDelay(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    /** @param base of the instance: a certificate is made there if the settings name the default one and it is absent */
    PemTls(Settings settings, Path base, Clock clock) {
        this.base = base;
        this.clock = clock;
        tasks = new ThreadPoolExecutor(settings.threads(), settings.threads(), 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING), new DaemonThreads("tls"));
        tasks.allowCoreThreadTimeOut(true);
        material = nothing(settings);
        use(settings);
    }

    private static Settings read(TlsConfig config, Path base, Settings last) {
        return Settings.of(config, base, last, Material.supportedSuites(), LOG::error);
    }

    private static Material nothing(Settings settings) {
        try {
            return Material.without(settings);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Modified
    void modified(TlsConfig config) {
        use(read(config, base, settings));
    }

    private synchronized void use(Settings changed) {
        settings = changed;
        authorities = new AuthorityFiles(changed.authorities());
        clientAuthorities = changed.clientAuthorities().isEmpty() ? authorities
                : new AuthorityFiles(changed.clientAuthorities());
        tasks.setCorePoolSize(Math.min(changed.threads(), tasks.getMaximumPoolSize()));
        tasks.setMaximumPoolSize(changed.threads());
        tasks.setCorePoolSize(changed.threads());
        makeFirst();
        load(FileStamps.of(files()));
        warn();
    }

    private void makeFirst() {
        Path certificate = settings.certificates().get(0);
        Path key = settings.keys().get(0);
        if (!settings.isDefault(base) || Files.exists(certificate) || Files.exists(key)) {
            return;
        }
        try {
            String host = FirstCertificate.hostName();
            FirstCertificate.make(host, certificate, key);
            LOG.info("tls: {} is new, a certificate for {} that nobody vouches for", certificate, host);
        } catch (IOException e) {
            LOG.error("tls: no certificate can be made: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks whether the files have changed; what is being written is left for the next time. */
    synchronized void check() {
        try {
            FileStamps now = FileStamps.of(files());
            if (!now.equals(used) && now.equals(seen)) {
                load(now);
            }
            seen = now;
            warn();
        } catch (RuntimeException e) {
            LOG.error("tls: the certificates cannot be looked at", e);
        }
    }

    private List<Path> files() {
        return Stream.concat(settings.certificates().stream(), settings.keys().stream()).toList();
    }

    private void load(FileStamps stamps) {
        used = stamps;
        try {
            material = Material.read(settings);
            warned = Instant.EPOCH;
            material.keys().forEach(key -> LOG.info("tls: {}: {}, for {}, until {}", key.file(), key.subject(),
                    String.join(", ", PeerName.all(key.certificate())), key.expires()));
        } catch (IOException e) {
            LOG.error("tls: {}; {}", e.getMessage(), material.keys().isEmpty() ? "TLS is not offered to clients"
                    : "what was read before stays in use");
        }
    }

    private void warn() {
        Instant now = clock.instant();
        if (now.isBefore(warned.plus(DAY))) {
            return;
        }
        for (CertifiedKey key : material.keys()) {
            if (now.plus(settings.warnBefore()).isAfter(key.expires())) {
                warned = now;
                LOG.warn("tls: {}: the certificate {} {} on {}", key.file(), key.subject(),
                        now.isAfter(key.expires()) ? "has expired" : "expires", key.expires().truncatedTo(ChronoUnit.MINUTES));
            }
        }
    }

    /** The certificates in use; none if TLS is not offered. */
    List<CertifiedKey> keys() {
        return material.keys();
    }

    Settings settings() {
        return settings;
    }

    @Override
    public Optional<SSLEngine> server() {
        Material now = material;
        return now.keys().isEmpty() ? Optional.empty() : Optional.of(now.server());
    }

    @Override
    public SSLEngine client(String host, int port) {
        return material.client(host, port);
    }

    @Override
    public Optional<String> distrust(SSLSession session, String name) {
        return distrust(chain(session), name).map(PemTls::printable);
    }

    /** The peer's certificate is quoted, and it may hold anything. */
    private static String printable(String reason) {
        return reason.substring(0, Math.min(reason.length(), MAX_REASON)).replaceAll("[^ -~]", "?");
    }

    private Optional<String> distrust(X509Certificate[] chain, String name) {
        if (chain.length == 0) {
            return Optional.of("no certificate was shown");
        }
        try {
            if (name.isEmpty()) {
                return clientAuthorities.get().distrustClient(chain);
            }
            Optional<String> trouble = authorities.get().distrustServer(chain);
            if (trouble.isEmpty() && !PeerName.isOf(chain[0], name)) {
                return Optional.of("the certificate is for " + String.join(", ", PeerName.all(chain[0]))
                        + " and not for " + name);
            }
            return trouble;
        } catch (IOException e) {
            return Optional.of("the authorities cannot be read: " + e.getMessage());
        }
    }

    private static X509Certificate[] chain(SSLSession session) {
        try {
            Certificate[] shown = session.getPeerCertificates();
            return Arrays.stream(shown).map(X509Certificate.class::cast).toArray(X509Certificate[]::new);
        } catch (SSLPeerUnverifiedException e) {
            return new X509Certificate[0];
        }
    }

    @Override
    public Executor tasks() {
        return tasks;
    }

    @Deactivate
    void close() {
        watch.shutdownNow();
        tasks.shutdown();
    }
}
