package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.policy.MacroText;

/**
 * Where a delivery can go.
 *
 * @param listed     by the route or the mailer's arguments, in their order
 * @param configured they are not the domain of the recipients but a choice of the policy: that they do not exist is its mistake
 * @param fallback   {@code FallbackMXhost}: if none of those takes it
 * @param lastResort {@code FallbackSmartHost}: if no server of those is found at all
 */
record NextHops(List<NextHop> listed, boolean configured, List<NextHop> fallback, List<NextHop> lastResort) {

    /**
     * The hosts of the mailer's arguments, {@code A=TCP host port}, else of the route. A port at a host goes before one among
     * the arguments.
     *
     * @throws IllegalArgumentException if that names no host or no port; the message is one line for people
     */
    static NextHops of(Delivery delivery) {
        String hosts = argument(delivery, 1).filter(argument -> !argument.isBlank()).orElse(delivery.host());
        int port = argument(delivery, 2).filter(argument -> argument.matches("\\d{1,9}")).map(Integer::parseInt)
                .orElse(NextHop.SMTP);
        List<NextHop> listed = NextHop.list(hosts, port);
        boolean configured = listed.size() > 1
                || delivery.recipients().stream().noneMatch(recipient -> listed.get(0).isDomainOf(recipient.user()));
        boolean exact = listed.stream().allMatch(NextHop::exact);
        return new NextHops(listed, configured, exact ? List.of() : option(delivery, "FallbackMXhost", port),
                exact ? List.of() : option(delivery, "FallbackSmartHost", port));
    }

    private static List<NextHop> option(Delivery delivery, String name, int port) {
        return delivery.option(name).map(String::strip).filter(value -> !value.isEmpty())
                .map(value -> NextHop.list(value, port)).orElse(List.of());
    }

    /** For people. */
    String name() {
        return listed.get(0).host();
    }

    // An argument with $u is a recipient's: it must not choose the server or the port.
    private static Optional<String> argument(Delivery delivery, int index) {
        List<MacroText> defined = delivery.mailer().arguments();
        List<String> expanded = delivery.arguments();
        boolean present = index < defined.size() && index < expanded.size();
        return present && defined.subList(0, index + 1).stream().noneMatch(argument -> argument.mentions("u"))
                ? Optional.of(expanded.get(index))
                : Optional.empty();
    }
}
