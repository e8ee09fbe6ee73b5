package org.fingerpost.auth.dovecot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.auth.Authenticator;
import org.fingerpost.api.auth.Exchange;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mail.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates by whatever the Dovecot server of the settings offers; by nothing while it is not there. */
@Component(configurationPid = DovecotAuthenticator.PID)
@Designate(ocd = Config.class)
public final class DovecotAuthenticator implements Authenticator {

    static final String PID = "auth.dovecot";

    private static final Logger LOG = LoggerFactory.getLogger(DovecotAuthenticator.class);

    private final Path base;
    private volatile String service = "smtp";
    private Duration timeout = Duration.ofSeconds(30);
    /** Null if nobody is to be asked. */
    private volatile AuthServer server;

    @Activate
    public DovecotAuthenticator(Config config, @Reference Instance instance) {
        base = instance.base();
        use(config);
    }

    /** @param server closed with this */
    DovecotAuthenticator(AuthServer server) {
        base = Path.of("/");
        this.server = server;
    }

    @Modified
    synchronized void modified(Config config) {
        close();
        use(config);
    }

    private void use(Config config) {
        SettingsReader read = new SettingsReader(PID, LOG::error);
        service = read.value("service", config.service(), service, DovecotAuthenticator::word);
        timeout = read.duration("timeout", config.timeout(), Duration.ofSeconds(1), timeout);
        String socket = config.socket().strip();
        server = socket.isEmpty() ? null : new AuthServer(base.resolve(socket), timeout);
    }

    private static String word(String text) {
        if (!text.strip().matches("[!-~]{1,64}")) {
            throw new IllegalArgumentException("\"" + text + "\" where one word is expected");
        }
        return text.strip();
    }

    @Override
    public Set<String> mechanisms() {
        AuthServer now = server;
        return now == null ? Set.of() : now.mechanisms();
    }

    @Override
    public Exchange begin(String mechanism, Origin client) {
        return new DovecotExchange(Optional.ofNullable(server), mechanism, client);
    }

    private final class DovecotExchange implements Exchange {

        private final Optional<AuthServer> asked;
        private final String mechanism;
        private final Origin client;
        private final int id;
        private boolean begun;
        private volatile boolean over;

        DovecotExchange(Optional<AuthServer> asked, String mechanism, Origin client) {
            this.asked = asked;
            this.mechanism = mechanism;
            this.client = client;
            this.id = asked.map(AuthServer::newId).orElse(0);
        }

        @Override
        public CompletionStage<Step> respond(byte[] response) {
            if (asked.isEmpty()) {
                return CompletableFuture.completedFuture(new Step.Unavailable("Dovecot is not asked any more"));
            }
            Line line = begun ? new Line(List.of("CONT", String.valueOf(id), Line.encode(response))) : first(response);
            begun = true;
            return asked.get().ask(id, line).thenApply(step -> {
                over = !(step instanceof Step.Challenge);
                return step;
            });
        }

        /** An initial response comes last. */
        private Line first(byte[] response) {
            List<String> words = new ArrayList<>(List.of("AUTH", String.valueOf(id), mechanism, "service=" + service));
            if (client.protection().isEncrypted()) {
                words.add("secured");
            }
            if (!client.address().isEmpty()) {
                words.add("rip=" + client.address());
            }
            if (!client.host().server().isEmpty()) {
                words.add("lip=" + client.host().server());
            }
            if (response.length > 0) {
                words.add("resp=" + Line.encode(response));
            }
            return new Line(words);
        }

        @Override
        public void close() {
            if (begun && !over) {
                over = true;
                asked.ifPresent(open -> open.send(new Line(List.of("CANCEL", String.valueOf(id)))));
            }
        }
    }

    @Deactivate
    synchronized void close() {
        AuthServer open = server;
        server = null;
        if (open != null) {
            open.close();
        }
    }
}
