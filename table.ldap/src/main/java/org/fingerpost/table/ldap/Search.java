package org.fingerpost.table.ldap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;

/** One look-up with all the searches that it leads to. Confined to one call. */
final class Search {

    /** How many searches attributes may lead to, and how many values there may be: a group of groups must end. */
    private static final int MAX_SEARCHES = 256;
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_SECONDS = 3;

    private final LDAPConnectionPool pool;
    private final Query query;
    private final boolean namesOnly;
    private final String nameSeparator;
    private final List<String> values = new ArrayList<>();
    /** Entries and questions that were followed already: groups may hold each other. */
    private final Set<String> followed = new HashSet<>();
    private int searches;
    private int entries;

    /**
     * @param namesOnly     the names of attributes are the result
     * @param nameSeparator if it is not empty, the result is name, separator and value
     */
    Search(LDAPConnectionPool pool, Query query, boolean namesOnly, String nameSeparator) {
        this.pool = pool;
        this.query = query;
        this.namesOnly = namesOnly;
        this.nameSeparator = nameSeparator;
    }

    /** The values of all entries that match, octets, each once. */
    List<String> values(Filter filter) throws LDAPException {
        List<SearchResultEntry> found = search(query.base(), query.scope(), filter);
        entries = found.size();
        for (SearchResultEntry entry : found) {
            add(entry);
        }
        return values.stream().distinct().toList();
    }

    /** How many matched the filter. */
    int entries() {
        return entries;
    }

    private List<SearchResultEntry> search(String base, SearchScope scope, Filter filter) throws LDAPException {
        if (++searches > MAX_SEARCHES) {
            throw new LDAPException(ResultCode.LOOP_DETECT, "one look-up leads to more than " + MAX_SEARCHES + " searches");
        }
        int seconds = query.maxSeconds() == 0 ? MAX_SECONDS : Math.min(query.maxSeconds(), MAX_SECONDS);
        SearchRequest request = new SearchRequest(base, scope, query.aliases(), query.maxEntries(), seconds, namesOnly, filter,
                query.requested().toArray(String[]::new));
        try {
            return pool.search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            // As many as were asked for: not all of them, but not nothing.
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED) && query.maxEntries() > 0
                    && e.getSearchEntries() != null) {
                return e.getSearchEntries();
            }
            throw e;
        }
    }

    private void add(SearchResultEntry entry) throws LDAPException {
        if (query.attributes().list().isEmpty()) {
            for (Attribute attribute : entry.getAttributes()) {
                addValues(attribute);
            }
            return;
        }
        for (Attributes.Attribute wanted : query.attributes().list()) {
            Attribute attribute = entry.getAttribute(wanted.name());
            if (attribute == null || !isOfClass(entry, wanted)) {
                continue;
            }
            if (wanted.kind() == Attributes.Kind.NORMAL) {
                addValues(attribute);
            } else {
                for (String value : attribute.getValues()) {
                    follow(wanted.kind(), value);
                }
            }
        }
    }

    private static boolean isOfClass(SearchResultEntry entry, Attributes.Attribute wanted) {
        String[] classes = entry.getObjectClassValues();
        return wanted.classes().isEmpty() || classes != null
                && List.of(classes).stream().anyMatch(c -> wanted.classes().contains(c.toLowerCase(Locale.ROOT)));
    }

    private void addValues(Attribute attribute) throws LDAPException {
        if (namesOnly) {
            values.add(attribute.getName());
            return;
        }
        for (byte[] value : attribute.getValueByteArrays()) {
            String octets = new String(value, StandardCharsets.ISO_8859_1);
            values.add(nameSeparator.isEmpty() ? octets : attribute.getName() + nameSeparator + octets);
        }
        if (values.size() > MAX_VALUES) {
            throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED, "more than " + MAX_VALUES + " values");
        }
    }

    private void follow(Attributes.Kind kind, String value) throws LDAPException {
        if (!followed.add(kind + " " + value.toLowerCase(Locale.ROOT))) {
            return;
        }
        List<SearchResultEntry> found;
        try {
            found = switch (kind) {
                case DN -> search(value, SearchScope.BASE, Filter.createPresenceFilter("objectClass"));
                case FILTER -> search(query.base(), query.scope(), Filter.create(value));
                case URL -> search(new LDAPURL(value));
                case NORMAL -> List.of();
            };
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return; // a member who has left
            }
            throw e;
        }
        for (SearchResultEntry entry : found) {
            add(entry);
        }
    }

    /** On our own servers, whatever host the URL names: what an entry says does not choose whom we talk to. */
    private List<SearchResultEntry> search(LDAPURL url) throws LDAPException {
        return search(url.getBaseDN().toString(), url.getScope(), url.getFilter());
    }
}
