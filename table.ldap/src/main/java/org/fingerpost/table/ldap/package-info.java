/**
 * Lookup tables that ask directories by LDAP: the table type {@code ldap}, with sendmail's flags.
 *
 * <p>The UnboundID LDAP SDK speaks the protocol. Tables that ask the same servers in the same name share a pool of connections,
 * bounded in number; each wait is bounded, and a server that does not answer is passed over for the next. What a key puts into a
 * filter is always escaped (RFC 4515): no address can ask another question than the one that the policy asks.
 */
package org.fingerpost.table.ldap;
