package org.fingerpost.core.alias;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.route.Destinations;

/**
 * The owners of lists, as sendmail has them: of the alias {@code list} that of the name {@code owner-list}, of any name that
 * begins with {@code owner-} that of {@code owner-owner}. Of one thread.
 */
final class ListOwners {

    private static final String PREFIX = "owner-";
    private static final String OF_OWNERS = "owner-owner";

    private final Destinations destinations;
    private final ReversePath sender;

    /** @param sender of the message; what has none has none behind a list either, so that no report is reported */
    ListOwners(Destinations destinations, ReversePath sender) {
        this.destinations = destinations;
        this.sender = sender;
    }

    /**
     * The reverse-path with which mail for the list goes on: the one address that the owner's name stands for, else that name.
     *
     * @param list a name without a detail
     * @throws Postponed if it cannot be known now
     */
    Optional<ReversePath> of(String list) throws Postponed {
        if (sender.isNull()) {
            return Optional.empty();
        }
        String name = list.toLowerCase(Locale.ROOT).startsWith(PREFIX) ? OF_OWNERS : PREFIX + list;
        Lookup owner = destinations.alias(name);
        if (owner instanceof Lookup.Unavailable unavailable) {
            throw new Postponed("4.3.0", Printable.line(unavailable.reason()));
        }
        return owner instanceof Lookup.Found found ? Optional.of(ReversePath.of(single(found.value()).orElse(name)))
                : Optional.empty();
    }

    private static Optional<String> single(String value) {
        List<AliasTarget> items = AliasParser.parse(value);
        return items.size() == 1 && items.get(0) instanceof AliasTarget.ToAddress address ? Optional.of(address.text())
                : Optional.empty();
    }
}
