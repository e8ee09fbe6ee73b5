/**
 * Hop 6: the queue. It owns every job and says what is due; one thread decides, workers do.
 *
 * <p>{@code Schedule} knows which jobs there are, when each is due and which are active; its monitor guards all of that. Its
 * {@code QueueIndex} holds an id ({@code IdTable}), a due time ({@code DueHeap}) and whether a mailer is waited for, some 40
 * octets a job, not the job: a job that waits is on disk only. {@code Queue} has the threads and hands out what is due; a
 * {@code Round} is the work on one job, from the store and back into it. What an earlier run left is taken up while mail already
 * flows.
 */
package org.fingerpost.core.queue;
