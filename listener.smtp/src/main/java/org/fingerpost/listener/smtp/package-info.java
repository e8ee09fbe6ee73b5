/**
 * The SMTP server (RFC 5321): mail that comes in over TCP and Unix-domain sockets ({@code SmtpAcceptor}) is handed to the
 * {@code PostOffice}.
 *
 * <p>Two halves. The protocol core ({@code SmtpSession} and what it uses) knows no sockets: octets in, replies out. It is
 * confined to one task at a time: {@code SmtpSession} reads command lines, {@code Verb} says what is legal and who carries it out
 * ({@code Introduction}, {@code MailCommands}, {@code ChunkCommands}, {@code Inquiries}, {@code SecurityCommands}), on the state
 * in {@code Dialogue}. What EHLO offers and which parameters are taken is in the package {@code extension}; {@code
 * ClientCircumstances} says on what it depends. A message is a {@code Submission}, its octets go through a {@code DataDecoder} or
 * a {@code ChunkDecoder} into an {@code IncomingContent}, and {@code Completion} is its end. Each command comes to an {@code
 * Answer}: a reply now, or when somebody else has said what it depends on. What is no command line goes to the {@code Taker} of
 * the moment. The shell ({@code SmtpServer}, {@code Connection} and the classes that import Apache MINA) gives it sockets,
 * threads and limits.
 *
 * <p><b>Invariants.</b> Only CRLF.CRLF ends a message, or the last octet of its last chunk. A message whose lines do not all end
 * with CRLF is refused as a whole, or, if the settings say so, normalised without ever taking a stray CR or LF for a line end of
 * the protocol; binary content is exempt, its header is not. The octets of a chunk are never read as commands, wherever it comes;
 * once a chunk is refused nothing of its message is left. Octets beyond ASCII go on only in addresses, and as UTF-8. A positive
 * reply to the end of the data is given only after {@code Content.commit} has completed with an accepted verdict. What belongs to
 * a transaction is one object ({@code Submission}) and is dropped whole. The post office is looked up for every transaction and
 * kept no longer.
 *
 * <p>Between the socket and the session stands a {@code Conduit}: nothing, a PROXY header, or TLS by {@code
 * org.fingerpost.api.tls.TlsStream}. MINA's own TLS filter is not used: it decrypts on the I/O thread, computes handshakes on two
 * static threads, keeps buffers for idle sessions and knows only what goes through its chain.
 *
 * <p><b>Threads.</b> One MINA thread accepts and one does all input and output; both never block. What a session has to do runs
 * on {@code Workers} ({@code smtp-in-N}), as at most one task a session at a time. No thread waits for an answer: the stage that
 * completes wakes the session's task. Rules may block a worker; when all are blocked and work waits, further ones help out. One
 * thread is the clock: each second it tells every {@code Connection} of the time that has passed.
 *
 * <p><b>Bounds.</b> A session has one read buffer in flight: no more is read from its socket until that has been used up, no
 * answer is owed, and less than 64 KiB of replies are unsent. Sessions are limited in number ({@code Connections}), and what a
 * client does in some time too ({@code ClientTable}, {@code ClientQuota}). {@code ClientWatch} says by {@code Patience} when a
 * client has taken too long, {@code Conduct} when it has behaved too badly. Filters are asked through {@code Screening}.
 */
package org.fingerpost.listener.smtp;
