/**
 * The SMTP client (RFC 5321) on Apache MINA.
 *
 * <p><b>The way of a delivery.</b> {@code SmtpMailer} makes an {@code Attempt} of it. Where it can go is what the route says
 * ({@code NextHops}); a {@code ServerSearch} finds the servers behind that, one {@code Candidate} after the other: mail
 * exchangers ({@code Exchangers}) and addresses ({@code AddressOrder}), asked for by {@code NameLookup} when they are needed.
 * For each the attempt asks the {@code ConnectionPool}. That has an idle connection, or a place for a new one, which a {@code
 * Connector} makes ({@code Network} does so by TCP). A server that does not answer, or would not have the message before it has
 * heard anything of it, is followed by the next one. From there on the message is a {@code Sending} on a {@code Connection},
 * whose {@code SocketWire} joins the {@code Transport} (a TCP connection, or what else carries octets; {@code SecureTransport}
 * puts TLS on top of it), the clock ({@code Deadline}) and the disk, which the message's {@code Cargo} comes from, to the
 * protocol core.
 *
 * <p><b>Servers of this machine</b> ({@code LocalServers}), Unix-domain sockets and programs, are reached by a {@code
 * PipeTransport} instead of MINA: a way that blocks, with a thread to read and one to write. Their number is bounded by that of
 * connections.
 *
 * <p><b>The protocol core</b> knows no sockets: an {@code SmtpSession} is what holds for the connection (the order of replies,
 * RSET, QUIT). Its {@code Introduction} goes from the greeting over EHLO, STARTTLS and AUTH ({@code Authentication}, {@code
 * SaslClient}) to a {@code Peer}: a server, its {@code Capabilities}, and the {@code Terms} on which we talk to it. A {@code
 * Transaction} is one message: {@code Demands} says what the server cannot take of it, {@code EnvelopeCommands} what is said, a
 * {@code Portion} to how many at once. Replies ({@code ReplyReader}) in, {@code CommandLine}s and one outcome for each recipient
 * out, told through {@code Wire}. The content takes its own way in its {@code ContentForm}, {@code ContentChunks} through {@code
 * DotStuffing}, carried by a {@code ContentPump}.
 *
 * <p><b>Who shares connections.</b> A connection belongs to the server that is connected to ({@code ConnectionKey}), not to a
 * domain: domains with the same server share its connections and their limit. A route remembers its last server ({@code
 * RecentServers}), so that the next message finds an idle connection before any name is asked for.
 *
 * <p><b>Who has a connection.</b> From its opening to its end it has one place in the pool. It is busy with a message (or RSET),
 * or free: idle in the pool or on its way to whom the pool gave it, or ending. One that turns out dead before anything of the
 * next message was answered leaves its place to that message, which opens another.
 *
 * <p><b>Invariants.</b> Delivered is only what a 2xx says that answers the final dot; whatever is in doubt is deferred.
 * Commands are written in one place, which refuses line ends; the content is made in one place, which lets no bare CR or LF
 * through. A delivery holds at most one reply and two chunks of its content in memory, and none while it waits for a connection.
 *
 * <p><b>Threads.</b> A fixed handful, owned by {@code Network}, whatever the number of deliveries: no step waits on an I/O
 * thread, none holds a thread while it waits for a server. All waits have a time-out.
 */
package org.fingerpost.mailer.smtp;
