/**
 * Tests of what only the whole shows. {@code process}: the assembled distribution as processes, as its users run it;
 * {@code container}: its bundles inside a container that the test shares; {@code mailers}: plug-ins that the tests deploy, good
 * and bad.
 */
package org.fingerpost.itest;
