package org.fingerpost.tls.pem;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's command {@code tls}: which certificates are in use, and for how long they are good. */
@Component
@CommandName(name = "tls")
public final class TlsCommand implements ControlCommand {

    private static final int EX_USAGE = 64;
    private static final int EX_CONFIG = 78;

    private final PemTls tls;
    private final Clock clock;

    @Activate
    public TlsCommand(@Reference PemTls tls) {
        this(tls, Clock.systemUTC());
    }

    TlsCommand(PemTls tls, Clock clock) {
        this.tls = tls;
        this.clock = clock;
    }

    /** Exit status 78 if there is no certificate or one has expired. */
    @Override
    public int run(Invocation call) {
        if (!call.arguments().isEmpty()) {
            call.error().println("usage: fingerpost tls");
            return EX_USAGE;
        }
        Instant now = clock.instant();
        tls.keys().forEach(key -> print(key, now, call.output()));
        if (tls.keys().isEmpty()) {
            call.output().println("there is no certificate: TLS is not offered to clients; var/log/router.log says why");
        }
        call.output().println("versions: " + String.join(", ", tls.settings().protocols()));
        call.output().println("ciphers: " + String.join(", ", tls.settings().ciphers()));
        return tls.keys().isEmpty() || tls.keys().stream().anyMatch(key -> now.isAfter(key.expires())) ? EX_CONFIG : 0;
    }

    private static void print(CertifiedKey key, Instant now, PrintStream out) {
        out.println(key.file());
        out.println("  subject: " + key.subject());
        out.println("  names: " + String.join(", ", PeerName.all(key.certificate())));
        out.println("  issuer: " + key.certificate().getIssuerX500Principal().getName());
        out.println("  key: " + key.certificate().getPublicKey().getAlgorithm());
        long days = Duration.between(now, key.expires()).toDays();
        out.println("  until: " + key.expires() + (now.isAfter(key.expires()) ? ", expired" : ", " + days + " days"));
    }
}
