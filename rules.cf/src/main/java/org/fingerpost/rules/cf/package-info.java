/**
 * Reads the sendmail.cf language into a policy.
 *
 * <p>A file is cut into logical lines; each is translated ({@code Translation}: comments go, dollar signs that mean something
 * become signs of their own); then the first character of each says what it defines, and one class reads each kind of line into
 * the draft of the policy. Order matters, as in sendmail: what a rule needs of macros and operator characters is what stands
 * above it. Every mistake is noted with its place and reading goes on, so that all of them are found at once. A reading touches
 * nothing but the files it reads, is confined to one thread, and is bounded by the size of a file, of a line and of a list of
 * problems.
 */
package org.fingerpost.rules.cf;
