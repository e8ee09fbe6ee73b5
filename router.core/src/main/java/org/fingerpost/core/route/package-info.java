/**
 * Hop 3: from an address to a route or a refusal, without side effects.
 */
package org.fingerpost.core.route;
