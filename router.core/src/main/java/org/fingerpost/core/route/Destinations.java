package org.fingerpost.core.route;

import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.forward.Forwarding;

/** Says where addresses go. No side effects. */
public interface Destinations {

    /** Where {@code address} goes as a recipient. */
    Destination resolve(String address);

    /** The same without a look at the aliases: for what came out of an alias as the name itself, and for {@code \\user}. */
    Destination resolveUnaliased(String address);

    /** What the alias tables say of a name as it is, without the rules. */
    Lookup alias(String name);

    /** What a user of the machine says about where mail goes; it may take seconds. Nothing where nobody looks for such files. */
    default Forwarding forward(Route route) {
        return Forwarding.None.SILENT;
    }
}
