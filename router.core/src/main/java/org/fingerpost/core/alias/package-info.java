/**
 * Hop 5: aliases, forward files and inclusions, expanded once for a message and recorded in its recipient tree, with the owners
 * of lists and with who controls what. The only package that makes programs and files out of text.
 *
 * <p>{@code AliasExpander} makes an {@code ExpansionRun} for a message; {@code NodeVisit} finds what one address stands for,
 * {@code Members} adds the items, {@code RecipientTree} keeps them and finds loops and whoever comes twice.
 */
package org.fingerpost.core.alias;
