package org.fingerpost.core.route;

/** Says where addresses go. No side effects. */
public interface Destinations {

    /** Where {@code address} goes as a recipient. */
    Destination resolve(String address);

    /** The same without a look at the aliases: for what came out of an alias as the name itself, and for {@code \\user}. */
    Destination resolveUnaliased(String address);
}
