package org.fingerpost.core.instance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.fingerpost.api.instance.Startup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on how the start goes. The launcher lives outside of the container and shares no class with it but the platform's: it
 * registers a {@link BiConsumer} of a kind and a text. Without a launcher there is only the log.
 */
@Component(service = Startup.class)
public final class StartupReport implements Startup {

    private static final Logger LOG = LoggerFactory.getLogger(StartupReport.class);

    private final BiConsumer<String, String> launcher;
    private final Map<String, String> listening = new ConcurrentHashMap<>();

    @Activate
    public StartupReport(@Reference(target = "(fingerpost.launcher=true)", cardinality = ReferenceCardinality.OPTIONAL)
            BiConsumer<String, String> launcher) {
        this.launcher = launcher == null ? (kind, text) -> { } : launcher;
    }

    @Override
    public void listening(String kind, String address) {
        LOG.info("{} listens on {}", kind, address);
        listening.put(kind, address);
        launcher.accept(kind, address);
    }

    @Override
    public Map<String, String> listening() {
        return Map.copyOf(listening);
    }

    @Override
    public void failed(String reason) {
        LOG.error("{}", reason);
        launcher.accept("failed", reason);
    }

    @Override
    public void misconfigured(String reason) {
        LOG.error("{}", reason);
        launcher.accept("config", reason);
    }
}
