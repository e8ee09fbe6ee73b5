/**
 * The compiled form of a policy on disk: what a reader made of its files, in a file of its own, so that a start need not read and
 * check thousands of lines again.
 *
 * <p>Invariants. An image is used only if it was made by this very program, for this machine, from files whose digests are those
 * of the files that are there now; it holds data only, whose types are fixed here, and its sizes are checked. Whatever is wrong
 * with it, it is as if there were none.
 *
 * <p>Threads. One image is read and written by one thread at a time: the policy registry's.
 */
package org.fingerpost.core.policy.image;
