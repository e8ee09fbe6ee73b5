/**
 * Hops 2 and 4: transactions, and the content of a message on its way to stable storage.
 */
package org.fingerpost.core.submit;
