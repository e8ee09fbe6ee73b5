/**
 * The SMTP client (RFC 5321) on Apache MINA.
 *
 * <p><b>The way of a delivery.</b> {@code SmtpMailer} makes an {@code Attempt} of it, which gets a place among the connections
 * ({@code ConnectionPlaces}), looks the host up ({@code Destination}, {@code NameLookup}) and connects to the first address that
 * answers. From there on a {@code Conversation} joins the socket, the clock and the disk to an {@code SmtpClientDialogue}, which
 * knows the protocol and nothing else: replies ({@code ReplyReader}) in, {@code CommandLine}s and one outcome for each recipient
 * out. The content takes its own way, {@code ContentChunks} through {@code DotStuffing}, carried by a {@code ContentPump}.
 *
 * <p><b>Invariants.</b> Delivered is only what a 2xx says that answers the final dot; whatever is in doubt is deferred.
 * Commands are written in one place, which refuses line ends; the content is made in one place, which lets no bare CR or LF
 * through. A delivery holds at most one reply and one chunk of its content in memory.
 *
 * <p><b>Threads.</b> A fixed handful, owned by {@code Network}, whatever the number of deliveries: no step waits on an I/O
 * thread, none holds a thread while it waits for a server. All waits have a time-out.
 */
package org.fingerpost.mailer.smtp;
