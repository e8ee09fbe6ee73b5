/**
 * The header of a message: read from the stream of its octets, searched for recipients, and edited for each mailer.
 *
 * <p>What nobody needs to change stays octet by octet as it came. Nothing here throws because of what a message holds, but for
 * the limits of {@link org.fingerpost.core.header.HeaderParser}; all scanning is linear. Editors are immutable and of any
 * thread; a parser belongs to one thread at a time.
 */
package org.fingerpost.core.header;
