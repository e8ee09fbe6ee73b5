/**
 * Commands to the running router that concern the policy: explain and reload.
 */
package org.fingerpost.core.control;
