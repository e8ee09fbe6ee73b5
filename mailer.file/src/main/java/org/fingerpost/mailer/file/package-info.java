/**
 * Appends mail to files: mbox mailboxes, Maildirs and the files that aliases name.
 *
 * <p>{@link org.fingerpost.mailer.file.FileMailer} takes a batch one recipient at a time. {@code Destinations} says which file is
 * meant, {@code MboxFile} and {@code Maildir} write it, {@code Mailboxes} opens mbox files locked in every way that mail readers
 * know, and {@code Failures} turns what the file system says into an outcome. {@code AccessRules} says which files may be
 * written, and with whose {@code Rights} that is done.
 *
 * <p>Invariants. A recipient is reported as delivered only when its message is complete in the file and, unless the operator
 * switched that off, on stable storage. An append that fails leaves the mailbox as long as it was. A name that came from an
 * address never leaves the folder that the policy chose. No user's file is opened with root's rights. What happens to one
 * recipient never changes what the others are told.
 *
 * <p>Threads. Attempts run on threads of the router; the bundle has none of its own. The only state shared among them is
 * {@code Turns}: one thread at a time for each mailbox.
 */
package org.fingerpost.mailer.file;
