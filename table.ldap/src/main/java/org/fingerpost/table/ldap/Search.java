package org.fingerpost.table.ldap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;

/** One look-up with all the searches that it leads to. Confined to one call. */
final class Search {

    private final LDAPConnection connection;
    private final Query query;
    private final Settings settings;
    private final Deadline deadline;
    private final boolean namesOnly;
    private final String nameSeparator;
    private final List<String> values = new ArrayList<>();
    /** Entries and questions that were followed already: groups may hold each other. */
    private final Set<String> followed = new HashSet<>();
    private int searches;

    /**
     * @param namesOnly     the names of attributes are the result
     * @param nameSeparator if it is not empty, the result is name, separator and value
     */
    Search(LDAPConnection connection, Query query, Settings settings, Deadline deadline, boolean namesOnly,
            String nameSeparator) {
        this.connection = connection;
        this.query = query;
        this.settings = settings;
        this.deadline = deadline;
        this.namesOnly = namesOnly;
        this.nameSeparator = nameSeparator;
    }

    /** The values of all entries that match, octets, each once. */
    Matches matches(Filter filter) throws LDAPException {
        List<SearchResultEntry> found = search(query.base(), query.scope(), filter);
        for (SearchResultEntry entry : found) {
            add(entry);
        }
        return new Matches(found.stream().map(SearchResultEntry::getDN).toList(), values.stream().distinct().toList());
    }

    /** Page by page (RFC 2696) if the server can: many servers give only so many entries at a time. */
    private List<SearchResultEntry> search(String base, SearchScope scope, Filter filter) throws LDAPException {
        if (++searches > settings.maxSearches()) {
            throw new LDAPException(ResultCode.LOOP_DETECT, "one look-up leads to more than " + settings.maxSearches()
                    + " searches");
        }
        List<SearchResultEntry> all = new ArrayList<>();
        boolean paged = scope != SearchScope.BASE && settings.pageSize() > 0
                && (query.maxEntries() == 0 || query.maxEntries() > settings.pageSize());
        ASN1OctetString cookie = null;
        do {
            SearchRequest request = request(base, scope, filter);
            if (paged) {
                request.addControl(new SimplePagedResultsControl(settings.pageSize(), cookie, false));
            }
            SearchResult page = page(request);
            all.addAll(page.getSearchEntries());
            bounded(all.size(), "entries");
            cookie = next(page);
        } while (cookie != null && !isEnough(all.size()));
        return isEnough(all.size()) ? all.subList(0, query.maxEntries()) : all;
    }

    private boolean isEnough(int entries) {
        return query.maxEntries() > 0 && entries >= query.maxEntries();
    }

    private SearchRequest request(String base, SearchScope scope, Filter filter) throws LDAPException {
        long millis = deadline.millis(settings.answerTimeout());
        int patience = (int) Math.max(1, Math.min(Integer.MAX_VALUE, (millis + 999) / 1000));
        int seconds = query.maxSeconds() == 0 ? patience : Math.min(query.maxSeconds(), patience);
        SearchRequest request = new SearchRequest(base, scope, query.aliases(), query.maxEntries(), seconds, namesOnly, filter,
                query.requested().toArray(String[]::new));
        request.setResponseTimeoutMillis(millis);
        return request;
    }

    private SearchResult page(SearchRequest request) throws LDAPException {
        try {
            return connection.search(request);
        } catch (LDAPSearchException e) {
            // As many as were asked for: not all of them, but not nothing.
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED) && query.maxEntries() > 0
                    && e.getSearchEntries() != null) {
                return e.getSearchResult();
            }
            throw e;
        }
    }

    private static ASN1OctetString next(SearchResult page) throws LDAPException {
        SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
        return control != null && control.moreResultsToReturn() ? control.getCookie() : null;
    }

    private void bounded(int number, String what) throws LDAPException {
        if (number > settings.maxValues()) {
            throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED, "more than " + settings.maxValues() + " " + what);
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
        bounded(values.size(), "values");
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
