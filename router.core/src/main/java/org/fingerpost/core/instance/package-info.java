/**
 * The folders of this instance, the way back to whoever started the router, and when the start is complete: the only place that
 * looks at framework properties.
 */
package org.fingerpost.core.instance;
