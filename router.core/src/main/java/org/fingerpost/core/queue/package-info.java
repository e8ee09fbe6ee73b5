/**
 * Hop 6: the queue. It owns every job and says what is done next.
 *
 * <p>{@code Queue} has the threads: each worker takes from the {@code Schedule} what is next and does it. The schedule's monitor
 * guards the {@code Backlog}, which is all jobs and what those wait for that nobody works on, the {@code Lanes}, which are all
 * destinations and who waits for each, and the {@code Agenda}, which says whose turn it is. A {@code Round} is the work on one
 * job, from the store and back into it; a {@code Turn} is what that work may ask for: places for attempts above all. What an
 * earlier run left is taken up by a {@code Recovery} while mail already flows. docs/adr/0007 says why it is so.
 *
 * <p>Where a job is:
 * <ul>
 * <li>due at a time: in the heap of the {@code QueueIndex};
 * <li>ready, its time has come: in another heap, by {@code Priority};
 * <li>parked, for it waits for destinations: a ticket in the heap of each {@code Lane}, and due when its patience ends;
 * <li>held: in none of them;
 * <li>active: in none of them, a round or an operator's command has it. Its batches may wait in memory, as residents of lanes.
 * </ul>
 * The index has an id ({@code IdTable}), a time, a handicap and flags for each, some 50 octets, and 28 for a ticket; not the job:
 * one that waits is on disk only.
 */
package org.fingerpost.core.queue;
