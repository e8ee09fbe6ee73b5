package org.fingerpost.table.ldap;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.SearchScope;

import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * What is asked.
 *
 * @param base        below which entry
 * @param filter      with places for the key
 * @param attributes  whose values make the result
 * @param onlyMatch   more than one entry is as good as none
 * @param maxEntries  0 for any number
 * @param maxSeconds  0 for as long as the router waits
 */
record Query(String base, SearchScope scope, FilterTemplate filter, Attributes attributes, DereferencePolicy aliases,
        boolean onlyMatch, int maxEntries, int maxSeconds) {

    private static final int MOST = 100_000;
    /** RFC 4511 §4.5.1.8. */
    private static final Attributes.Attribute NOTHING = new Attributes.Attribute("1.1", Attributes.Kind.NORMAL, Set.of());

    static Query of(TableFlags flags) throws TableException {
        if (flags.value('k').isEmpty()) {
            throw new TableException("no filter: -k FILTER is expected");
        }
        return new Query(flags.value('b'), scope(flags.value('s')), FilterTemplate.parse(flags.value('k')),
                Attributes.parse(flags.value('v')),
                aliases(flags.value('r')), flags.has('1'), number(flags, 'Z'), number(flags, 'l'));
    }

    private static SearchScope scope(String name) throws TableException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "sub" -> SearchScope.SUB;
            case "one" -> SearchScope.ONE;
            case "base" -> SearchScope.BASE;
            default -> throw new TableException("flag -s" + name + ": base, one or sub is expected");
        };
    }

    private static DereferencePolicy aliases(String name) throws TableException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "never" -> DereferencePolicy.NEVER;
            case "always" -> DereferencePolicy.ALWAYS;
            case "search" -> DereferencePolicy.SEARCHING;
            case "find" -> DereferencePolicy.FINDING;
            default -> throw new TableException("flag -r" + name + ": never, always, search or find is expected");
        };
    }

    private static int number(TableFlags flags, char letter) throws TableException {
        String text = flags.value(letter);
        if (!flags.has(letter)) {
            return 0;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > MOST) {
            throw new TableException("flag -" + letter + text + ": a number up to " + MOST + " is expected");
        }
        return Integer.parseInt(text);
    }

    /** What a server is asked for: the attributes, and the classes of the entry if some of them depend on those. */
    List<String> requested() {
        return attributes.requested();
    }

    /** The same without values: only which entries there are. */
    Query forNames(int most) {
        return new Query(base, scope, filter, new Attributes(List.of(NOTHING)), aliases, false, most, maxSeconds);
    }
}
