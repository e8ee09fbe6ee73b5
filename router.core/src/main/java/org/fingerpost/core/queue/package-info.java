/**
 * Hop 6: the queue. It owns every job and says what is due; one thread decides, workers do.
 *
 * <p>The index holds an id, a due time and what it waits for, not the job: a job that waits is on disk only.
 */
package org.fingerpost.core.queue;
