/** A bundle that ends the whole router. */
package org.fingerpost.itest.mailers.exiting;
