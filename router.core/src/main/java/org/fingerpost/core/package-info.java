/**
 * The router core: hops 2 to 8 of a message's way, one package a hop, and {@link org.fingerpost.core.Router}, which puts them
 * together.
 */
package org.fingerpost.core;
