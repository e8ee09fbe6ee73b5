package org.fingerpost.rules.cf;

/**
 * What a configuration is read on.
 *
 * @param names    what the machine is called
 * @param accounts its users and groups
 */
record Machine(HostNames names, Accounts accounts) {
}
