/**
 * Forward files of users: which one a recipient has, read with its owner's rights, and whether it may be followed. What stands in
 * it is the matter of {@code core.alias}.
 */
package org.fingerpost.core.forward;
