/**
 * Tests of what the assembled distribution says about itself, by reading its jars and files: what bundles import and export, and
 * which settings they have. Nothing of it needs a container.
 */
package org.fingerpost.itest.assembly;
