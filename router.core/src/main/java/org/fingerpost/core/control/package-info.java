/**
 * Commands to the running router that concern the policy: explain, reload, policy.
 */
package org.fingerpost.core.control;
