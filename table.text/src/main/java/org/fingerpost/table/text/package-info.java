/**
 * The table type {@code text}: columns of a text file, held in memory.
 *
 * <p>The file is read whole at the first look-up and again when its time, size or inode has changed, which a look-up checks at
 * most once a second. What it holds is an immutable value that is swapped as a whole; a file that cannot be read, or is too
 * large, leaves the old content in use. Look-ups run on any threads; one of them at a time reads, the others go on with the old
 * content. The bundle has no threads of its own.
 */
package org.fingerpost.table.text;
