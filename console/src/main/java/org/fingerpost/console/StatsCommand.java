package org.fingerpost.console;

import java.util.List;
import java.util.Optional;
import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.metrics.Metrics;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The shell's command {@code stats}: what the router and its plug-ins have counted since the start. */
@Component(service = ControlCommand.class)
@CommandName(name = "stats")
public final class StatsCommand implements ControlCommand {

    private static final String USAGE = "usage: fingerpost stats [--json | --prometheus]\n";

    private final Latest<Metrics> metrics = new Latest<>();

    @Override
    public int run(Invocation call) {
        Optional<Metrics> service = metrics.get();
        if (service.isEmpty()) {
            call.error().println("fingerpost stats: nobody counts now");
            return Sysexits.TEMPFAIL;
        }
        List<String> words = call.arguments();
        if (words.equals(List.of("help")) || words.equals(List.of("--help"))) {
            call.output().print(USAGE);
        } else if (words.isEmpty()) {
            call.output().print(ReadingText.write(service.get().read()));
        } else if (words.equals(List.of("--json"))) {
            call.output().println(ReadingJson.write(service.get().read()));
        } else if (words.equals(List.of("--prometheus"))) {
            call.output().print(PrometheusText.write(service.get().read()));
        } else {
            call.error().print(USAGE);
            return Sysexits.USAGE;
        }
        return Sysexits.OK;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindMetrics(Metrics service) {
        metrics.set(service);
    }

    void unbindMetrics(Metrics service) {
        metrics.unset(service);
    }
}
