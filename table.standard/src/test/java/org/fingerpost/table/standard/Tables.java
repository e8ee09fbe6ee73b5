package org.fingerpost.table.standard;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableType;

/** Tables as a policy declares them, opened by the types that the class path offers. */
final class Tables {

    private Tables() {
    }

    static LookupTable open(String type, String arguments, Path directory) throws TableException {
        return type(type).open(new TableDeclaration("test", type, arguments, directory));
    }

    private static LookupTableType type(String name) {
        return ServiceLoader.load(LookupTableType.class).stream()
                .filter(provider -> List.of(provider.type().getAnnotation(TableType.class).type()).contains(name))
                .findFirst().orElseThrow().get();
    }

    /** The value; {@code null} if there is none. */
    static String ask(String type, String arguments, String key, String... further) throws TableException {
        return value(open(type, arguments, Path.of("/")).lookup(key, List.of(further)));
    }

    static String value(Lookup answer) {
        if (answer instanceof Lookup.Unavailable unavailable) {
            throw new AssertionError(unavailable.reason());
        }
        return answer instanceof Lookup.Found found ? found.value() : null;
    }
}
