/**
 * The production system: rule sets of one policy, compiled once, and what is done with them to an address.
 */
package org.fingerpost.core.rewrite;
