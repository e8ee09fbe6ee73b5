package org.fingerpost.core.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.TableDeclaration;

/** What the policy says of tables of type {@code ldap} elsewhere than in their own declarations. */
final class LdapDeclarations {

    static final String TYPE = "ldap";

    private static final String CLASSES = "sendmailMTAAliasObject|sendmailMTAMapObject";
    private static final Pattern SERVERS = Pattern.compile("(?:^|\\s)-[Hh]");
    private static final Pattern SERVER_FLAGS = Pattern.compile("(?<=^|\\s)-[Hhp]\\s*(?:\"[^\"]*\"|\\S+)\\s*");

    private LdapDeclarations() {
    }

    /**
     * What {@code ldap:} with nothing behind it stands for in the option {@code AliasFile}: the entries of the class {@code
     * sendmailMTAAliasObject} that are of this host or of its cluster (sendmail's cf/README, "Using LDAP for aliases, maps, and
     * classes").
     */
    static String aliases(Policy policy) {
        MacroScope macros = new MacroScope(policy);
        return "-k \"(&(objectClass=sendmailMTAAliasObject)(sendmailMTAAliasGrouping=aliases)(|(sendmailMTACluster="
                + macros.value("sendmailMTACluster").orElse("") + ")(sendmailMTAHost=" + macros.value("j").orElse("localhost")
                + "))(sendmailMTAKey=%0))\" -v \"sendmailMTAAliasValue,sendmailMTAAliasSearch:FILTER:" + CLASSES
                + ",sendmailMTAAliasURL:URL:" + CLASSES + "\"";
    }

    /**
     * The flags of the option {@code LDAPDefaultSpec} come first, so that those of the table win; a table that names its servers,
     * by {@code -h} or {@code -H}, has nothing of the servers of the option.
     */
    static TableDeclaration withDefaults(Policy policy, TableDeclaration declaration) {
        if (!declaration.type().equalsIgnoreCase(TYPE)) {
            return declaration;
        }
        String defaults = policy.option("LDAPDefaultSpec").map(String::strip).orElse("");
        Matcher own = SERVERS.matcher(declaration.arguments());
        if (own.find()) {
            defaults = SERVER_FLAGS.matcher(defaults).replaceAll("");
        }
        return new TableDeclaration(declaration.name(), declaration.type(), (defaults + " " + declaration.arguments()).strip(),
                declaration.directory(), declaration.safety());
    }
}
