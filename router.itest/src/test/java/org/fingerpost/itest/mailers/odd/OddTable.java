package org.fingerpost.itest.mailers.odd;

import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableName;
import org.osgi.service.component.annotations.Component;

/** Does what the key says. */
@Component
@TableName(name = "odd")
public final class OddTable implements LookupTable {

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        return switch (key) {
            case "throws" -> throw new NoClassDefFoundError("as a test");
            case "dies" -> throw new ThreadDeath();
            case "null" -> null;
            case "blocks" -> OddRules.blockForEver();
            default -> new Lookup.Found("fine");
        };
    }
}
