/** Settings that several components read. */
package org.fingerpost.core.settings;
