/**
 * The folders of this instance and the way back to whoever started the router: the only place that looks at framework properties.
 */
package org.fingerpost.core.instance;
