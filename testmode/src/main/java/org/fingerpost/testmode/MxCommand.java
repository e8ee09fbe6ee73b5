package org.fingerpost.testmode;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;

/** {@code /mx host}: the mail exchangers of a host, the most preferred first. A host without any is its own. */
final class MxCommand implements Command {

    private static final int NO_SUCH_HOST = -1;

    private final Session session;
    private final Supplier<Optional<Resolver>> resolver;

    MxCommand(Session session) {
        this(session, () -> ServiceLoader.load(Resolver.class).findFirst());
    }

    MxCommand(Session session, Supplier<Optional<Resolver>> resolver) {
        this.session = session;
        this.resolver = resolver;
    }

    @Override
    public void run(String host) {
        if (host.isEmpty()) {
            session.screen().line("Usage: /mx address");
        } else if (host.startsWith("[")) {
            show(host, 1, List.of(host));
        } else {
            show(host, resolver.get().map(names -> names.mailExchangers(host)).orElse(new Answer.Temporary<>("no resolver")));
        }
    }

    private void show(String host, Answer<MailExchanger> answer) {
        if (answer instanceof Answer.Found<MailExchanger> found) {
            List<String> names = found.values().stream().map(MailExchanger::host).filter(name -> !name.isEmpty())
                    .map(name -> name + ".").toList();
            show(host, names.size(), names);
        } else if (answer instanceof Answer.NoData<MailExchanger>) {
            show(host, 1, List.of(host));
        } else {
            show(host, answer instanceof Answer.NoSuchName<MailExchanger> ? NO_SUCH_HOST : 0, List.of());
        }
    }

    private void show(String host, int count, List<String> names) {
        session.screen().line("getmxrr(" + host + ") returns " + count + " value(s):");
        names.forEach(name -> session.screen().line("\t" + name));
    }
}
