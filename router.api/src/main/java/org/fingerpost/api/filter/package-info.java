/**
 * Judging mail while it comes in, beyond what the policy's rule sets say: services {@link org.fingerpost.api.filter.Filter}.
 * Each sees a session step by step: the client, its name, sender, recipients, header, message.
 *
 * <p>Invariants. A step that the policy has refused is not put to filters. What a filter does wrong, silence included, is its
 * failure and is treated as the site has configured; it never loses a message.
 *
 * <p>Threads. Stages: no thread waits for a filter. The router asks the filters of a session one after the other, the highest
 * service ranking first, and limits how long it waits.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.filter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
