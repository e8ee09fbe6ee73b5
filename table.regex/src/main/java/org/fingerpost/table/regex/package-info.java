/**
 * The table type {@code regex}: keys that match a regular expression of POSIX, extended or basic.
 *
 * <p>Expressions are cut into their parts here, put together again as RE2/J writes them and matched by RE2/J, which takes time in
 * proportion to the key whatever the expression is: an address must not be able to stop the router. Tables are immutable and may
 * be asked on any threads.
 */
package org.fingerpost.table.regex;
