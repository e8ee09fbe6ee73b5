/**
 * The mail log: one line for each event in the life of a message, with fixed keys, for people and for programs.
 */
package org.fingerpost.core.log;
