/**
 * The queue: a job for each message with the state of each of its recipients, the store that makes jobs durable, and the
 * control that an operator has over them.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.queue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
