/**
 * Aliases and other key-value files, compiled into an index: the table types {@code hash}, {@code btree} and {@code dbm}.
 *
 * <p>The text file is the source, the index beside it ({@code PATH.db}, an H2 MVStore file) is only made from it. An index file
 * is written under another name, flushed and then renamed over the old one, and is never changed afterwards; so readers need no
 * lock and see either all of the old content or all of the new. The index records which text it was made of (time of
 * modification and size) and how, and is made anew when that no longer agrees with the text. Other processes may do the same at
 * any time.
 *
 * <p>Look-ups run on any threads. Each {@link org.fingerpost.alias.dbm.AliasDatabase} owns one open index at a time; an index
 * that has been replaced is closed when the last look-up on it has ended. One thread at a time, that of a look-up, does the
 * checking and compiling; the others go on with the old content. The bundle has no threads of its own.
 */
package org.fingerpost.alias.dbm;
