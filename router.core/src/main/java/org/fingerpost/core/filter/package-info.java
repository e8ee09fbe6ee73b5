/**
 * The filters of a session: {@code Filters} knows which there are and what a failure of one comes to, {@code FilterChain} asks
 * them one after the other and makes one finding of theirs.
 *
 * <p>The chain goes with the {@code Admission} of a session. Listeners ask it up to DATA, {@code core.submit} about the message.
 * No thread waits for a filter; what follows a filter that took its time goes on on threads of this package.
 */
package org.fingerpost.core.filter;
