/**
 * The address test mode: commands in, and what sendmail 8.17 prints for them out.
 *
 * <p>{@link org.fingerpost.testmode.TestMode} reads lines and hands each to a {@code Command}; all of them share one {@code
 * Session}: the policy with what was defined since, its tables, and the flags for addresses. The engine is that of the router;
 * its trace is printed. Plain Java: nothing here needs a container or a running router. Everything is confined to one thread.
 */
package org.fingerpost.testmode;
