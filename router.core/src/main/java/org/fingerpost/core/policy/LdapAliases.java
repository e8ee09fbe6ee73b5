package org.fingerpost.core.policy;

import org.fingerpost.api.policy.Policy;

/**
 * What {@code ldap:} with nothing behind it stands for in the option {@code AliasFile}: the entries of the class {@code
 * sendmailMTAAliasObject} that are of this host or of its cluster (sendmail's cf/README, "Using LDAP for aliases, maps, and classes").
 */
final class LdapAliases {

    static final String TYPE = "ldap";

    private static final String CLASSES = "sendmailMTAAliasObject|sendmailMTAMapObject";

    private LdapAliases() {
    }

    static String arguments(Policy policy) {
        MacroScope macros = new MacroScope(policy);
        return "-k \"(&(objectClass=sendmailMTAAliasObject)(sendmailMTAAliasGrouping=aliases)(|(sendmailMTACluster="
                + macros.value("sendmailMTACluster").orElse("") + ")(sendmailMTAHost=" + macros.value("j").orElse("localhost")
                + "))(sendmailMTAKey=%0))\" -v \"sendmailMTAAliasValue,sendmailMTAAliasSearch:FILTER:" + CLASSES
                + ",sendmailMTAAliasURL:URL:" + CLASSES + "\"";
    }
}
