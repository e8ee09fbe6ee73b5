package org.fingerpost.table.ldap;

import java.util.List;

/**
 * What a look-up has found.
 *
 * @param names  of the entries that match the filter
 * @param values all that they lead to, octets, each once
 */
record Matches(List<String> names, List<String> values) {
}
