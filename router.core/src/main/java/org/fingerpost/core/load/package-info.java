/**
 * Load limiting: with too much to do the router first takes mail without trying it at once, then refuses it for now.
 *
 * <p>{@code LoadMonitor} has a thread that reads each {@code Gauge} every second; a {@code LimitWatch} for each {@code Measure}
 * compares it with its {@code Limit}, and lets go only when the value is well on the other side again. What is to be done is a
 * {@code LoadState}, an immutable value that {@code core.submit} asks for each client and each message. Limits come from
 * {@code etc/load.cfg} and the policy's options, live.
 */
package org.fingerpost.core.load;
