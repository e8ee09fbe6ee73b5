/**
 * Aliases and other key-value files, compiled into an index: the table types {@code hash}, {@code btree} and {@code dbm}.
 *
 * <p>The text file is the source, the index beside it ({@code PATH.db}, docs/adr/0010) is only made from it. An index file
 * is written under another name, flushed and then renamed over the old one, and is never changed afterwards; so readers need no
 * lock and see either all of the old content or all of the new. The index records which text it was made of (time of
 * modification, size, inode) and how, and is made anew when that no longer agrees with the text, or when a checksum is wrong.
 * Other processes may do the same at any time.
 *
 * <p>Look-ups run on any threads. Each {@link org.fingerpost.alias.dbm.AliasDatabase} has one open index at a time. One thread
 * at a time, that of a look-up, does the checking and compiling; the others go on with the old content. A large text is
 * compiled on a thread that ends with it.
 */
package org.fingerpost.alias.dbm;
