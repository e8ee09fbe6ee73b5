/**
 * The filters of a session, asked as one: {@code Filters} knows which there are and what a failure of one comes to; a {@code
 * FilterChain} asks the {@code Follower}s of a session one after the other and makes one finding of theirs.
 *
 * <p>The chain goes with the {@code Admission} of a session. Listeners ask it up to DATA, {@code core.submit} about the message.
 *
 * <p>Invariants. The first refusal ends a step; what is to be thrown away or held is remembered and said of the message. A filter
 * that throws, says nothing or is late has failed, and is not asked about that session again: then nothing passes unseen, or it
 * is passed over, as the settings say. Stages of a chain complete normally and in time.
 *
 * <p>Threads. One step of a session at a time, on any. No thread waits for a filter; what follows one that took its time goes on
 * on four threads of {@code Filters}, for which a session waits at most once.
 */
package org.fingerpost.core.filter;
