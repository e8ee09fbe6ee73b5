/**
 * The policy in use and its generations: reading, checking, swapping, and the tables that belong to a generation.
 */
package org.fingerpost.core.policy;
