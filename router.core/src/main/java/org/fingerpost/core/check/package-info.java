/**
 * Check rule sets: rules that say yes or no to a client, an address, a header or a delivery instead of rewriting.
 */
package org.fingerpost.core.check;
