package org.fingerpost.core.destination;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Files of destinations without a container. */
public final class DestinationFiles {

    private DestinationFiles() {
    }

    /** Adds {@code etc/destination-NAME.cfg} with these keys. */
    public static DestinationFile add(DestinationRegistry registry, String name, Map<String, String> keys) {
        DestinationFile file = new DestinationFile("destination-" + name, "destination~" + name,
                config(DestinationFile.Config.class, keys), new HashMap<>(keys));
        registry.addFile(file);
        return file;
    }

    /** As Declarative Services make it of a file: keys that are not there have their defaults. */
    static <T> T config(Class<T> type, Map<String, String> keys) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                keys.getOrDefault(method.getName().replace("$_$", "-").replace("$", "").replace('_', '.'),
                        (String) method.getDefaultValue())));
    }
}
