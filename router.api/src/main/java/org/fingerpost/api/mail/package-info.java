/**
 * What a message is: its header, field by field and octet by octet, its body as a stream, and the envelope around it.
 *
 * <p><b>Octets.</b> Addresses, header fields and replies are protocol data, that is, octets. Wherever this API holds them in a
 * {@code String}, each {@code char} is one octet, U+0000 to U+00FF (ISO 8859-1): nothing is decoded, so nothing is lost and no
 * character can be narrowed into a CR or an LF. An internationalised address appears as its UTF-8 octets.
 */
@Export
@Version("1.2.0")
package org.fingerpost.api.mail;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
