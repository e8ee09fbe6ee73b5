/**
 * Tests inside a container that runs the bundles of the assembled distribution. Test methods run in the container, with a
 * {@link org.osgi.framework.BundleContext} as their argument.
 */
package org.fingerpost.itest.container;
