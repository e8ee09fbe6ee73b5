/**
 * Hop 5: aliases and inclusions, expanded once for a message and recorded in its recipient tree. The only package that makes
 * programs and files out of text.
 */
package org.fingerpost.core.alias;
