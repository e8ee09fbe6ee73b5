/**
 * The queue: a job for each message with the state of each of its recipients, the store that makes jobs durable, and the
 * control that an operator has over them.
 *
 * <p>Invariants. A stage of a store completes when the change is on stable storage, not before. Of one job at most one change is
 * under way. A job's recipients are a tree, in a list where each stands at its own number: none is ever removed, so that one can
 * see what became of all.
 *
 * <p>Threads. A draft belongs to one at a time; all other services are called on any.
 */
@Export
@Version("3.0.0")
package org.fingerpost.api.queue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
