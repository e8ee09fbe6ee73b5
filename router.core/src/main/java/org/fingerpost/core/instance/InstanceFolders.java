package org.fingerpost.core.instance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.instance.Instance;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The instance as the start named it, by framework properties: {@code fingerpost.base} (else the working directory),
 * {@code fingerpost.listen} (addresses, separated by commas) and {@code fingerpost.policy}.
 */
@Component(service = Instance.class)
public final class InstanceFolders implements Instance {

    private final Path base;
    private final List<String> listen;
    private final Optional<Path> policy;

    @Activate
    public InstanceFolders(BundleContext context) {
        this(context.getProperty("fingerpost.base"), context.getProperty("fingerpost.listen"),
                context.getProperty("fingerpost.policy"));
    }

    InstanceFolders(String base, String listen, String policy) {
        this.base = Path.of(base == null ? "" : base).toAbsolutePath().normalize();
        this.listen = listen == null ? List.of() : Stream.of(listen.split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .toList();
        this.policy = Optional.ofNullable(policy).filter(s -> !s.isBlank()).map(this.base::resolve);
    }

    @Override
    public Path base() {
        return base;
    }

    @Override
    public List<String> listen() {
        return listen;
    }

    @Override
    public Optional<Path> policy() {
        return policy;
    }
}
