package org.fingerpost.listener.smtp;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.auth.Authenticator;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.tls.Tls;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The {@link SmtpServer} as a component. The post office is optional, so that the sockets stay when it goes; they are not bound
 * before it has come once.
 */
@Component(configurationPid = SmtpListener.PID, immediate = true, service = {})
@Designate(ocd = SmtpConfig.class)
public final class SmtpListener {

    static final String PID = "smtp";
    /** For programs of this machine, among the instance's sockets: {@code sendmail -bs} is connected to it. */
    private static final String SOCKET = "smtp";

    /** The addresses that the start named instead of the configured ones; empty if it named none. */
    private final List<ListenAddress> override;
    private final NameService names = new NameService(new MachineLookup());
    private final SmtpServer server;

    @Activate
    public SmtpListener(SmtpConfig config, @Reference Instance instance, @Reference Startup startup) {
        this.override = override(instance, startup);
        this.server = new SmtpServer(read(config, Settings.DEFAULT), startup, new ClientNames(names),
                Optional.of(instance.run().resolve(SOCKET)));
    }

    private static List<ListenAddress> override(Instance instance, Startup startup) {
        try {
            return instance.listen().isEmpty() ? List.of() : ListenAddress.parseAll(instance.listen());
        } catch (IllegalArgumentException e) {
            startup.failed("cannot listen for SMTP: " + e.getMessage());
            throw e;
        }
    }

    private Settings read(SmtpConfig config, Settings last) {
        Settings configured = Settings.of(config, last);
        return override.isEmpty() ? configured : configured.withListen(override);
    }

    @Modified
    void modified(SmtpConfig config) {
        server.change(read(config, server.settings()));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPostOffice(PostOffice office) {
        server.bind(office);
    }

    void unbindPostOffice(PostOffice office) {
        server.unbind(office);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindResolver(Resolver resolver) {
        names.bind(resolver);
    }

    void unbindResolver(Resolver resolver) {
        names.unbind(resolver);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTls(Tls tls) {
        server.security().bind(tls);
    }

    void unbindTls(Tls tls) {
        server.security().unbind(tls);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindAuthenticator(ServiceReference<Authenticator> reference, Authenticator authenticator) {
        server.security().bind(reference, authenticator);
    }

    void unbindAuthenticator(ServiceReference<Authenticator> reference, Authenticator authenticator) {
        server.security().unbind(reference);
    }

    @Deactivate
    void deactivate() {
        server.close();
    }
}
