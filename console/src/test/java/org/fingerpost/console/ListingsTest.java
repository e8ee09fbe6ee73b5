package org.fingerpost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.console.ServiceList.Provider;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

class ListingsTest {

    private static final Policy POLICY = Policy.builder()
            .mailer(new MailerDefinition("esmtp", "[IPC]", "mDFMuXa", List.of(), Map.of()))
            .mailer(new MailerDefinition("local", "/usr/bin/procmail", "lsDFM", List.of(MacroText.parse("$u")), Map.of()))
            .table(new TableDeclaration("access", "hash", "-T<TMPF> /etc/mail/access", Path.of("/etc")))
            .table(new TableDeclaration("aliases", "ldap", "", Path.of("/etc")))
            .ruleSet(new RuleSetDefinition("canonify", OptionalInt.of(3), List.of()))
            .ruleSet(new RuleSetDefinition("check_rcpt", OptionalInt.empty(), List.of()))
            .build();

    private static Provider provider(String name, String bundle) {
        return new Provider(name, bundle, "1.0.0", "active", 0);
    }

    @Test
    void mailersAndTheirDefinitions() {
        assertEquals("""
                Mailer services
                SERVICE  BUNDLE       VERSION  STATE   RANKING
                smtp     mailer.smtp  1.0.0    active  0

                Mailer definitions of the policy
                MAILER  SERVICE  THERE  FLAGS
                esmtp   smtp     yes    mDFMuXa
                local   prog     no     lsDFM
                """, Listings.mailers(List.of(provider("smtp", "mailer.smtp")), Optional.of(POLICY)));
    }

    @Test
    void nothingThere() {
        assertEquals("Mailer services\n(none)\n\nMailer definitions of the policy\n(no policy is in use)\n",
                Listings.mailers(List.of(), Optional.empty()));
    }

    @Test
    void tablesAndWhoOverridesThem() {
        assertEquals("""
                Tables given by bundles
                TABLE    BUNDLE  VERSION  STATE   RANKING
                ALIASES  mine    1.0.0    active  0

                Types of tables
                TYPE  BUNDLE     VERSION  STATE   RANKING
                hash  alias.dbm  1.0.0    active  0

                Tables of the policy
                TABLE    TYPE  THERE  OVERRIDDEN BY  ARGUMENTS
                access   hash  yes    -              -T<TMPF> /etc/mail/access
                aliases  ldap  no     mine
                """, Listings.tables(List.of(provider("ALIASES", "mine")), List.of(provider("hash", "alias.dbm")), Optional.of(POLICY)));
    }

    @Test
    void ruleSetsAndWhoOverridesThem() {
        assertEquals("""
                Rule sets given by bundles
                RULE SET  BUNDLE  VERSION  STATE   RANKING
                3         mine    1.0.0    active  0

                Rule sets of the policy
                RULE SET    NUMBER  RULES  OVERRIDDEN BY
                canonify    3       0      mine
                check_rcpt  -       0      -
                """, Listings.ruleSets(List.of(provider("3", "mine")), Optional.of(POLICY)));
    }

    @Test
    void aRowFitsItsHeadings() {
        assertThrows(IllegalArgumentException.class, () -> new TextTable("A", "B").row("only one"));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "getProperty" -> answers.get(arguments[0]);
                    default -> answers.get(method.getName());
                }));
    }

    private static ServiceReference<?> reference(Object name, int ranking, String bundle) {
        Bundle from = answering(Bundle.class, Map.of("getSymbolicName", bundle, "getVersion", new Version(1, 2, 3), "getState",
                Bundle.ACTIVE));
        return answering(ServiceReference.class, Map.of("getBundle", from, "table.type", name, "service.ranking", ranking));
    }

    @Test
    void servicesAreListedUnderEachNameTheUsedOneFirst() {
        ServiceList types = new ServiceList("table.type");
        ServiceReference<?> text = reference("text", 0, "low");
        types.add(text);
        types.add(reference(new String[] {"text", "hash"}, 5, "high"));
        types.add(answering(ServiceReference.class, Map.of("table.type", "gone")));
        assertEquals(List.of(new Provider("hash", "high", "1.2.3", "active", 5),
                new Provider("text", "high", "1.2.3", "active", 5),
                new Provider("text", "low", "1.2.3", "active", 0)), types.providers());
        types.remove(text);
        assertEquals(2, types.providers().size());
    }

    @Test
    void aWordStandsForABundleByItsNumberOrItsName() {
        Bundle one = answering(Bundle.class, Map.of("getSymbolicName", "mailer.smtp", "getBundleId", 7L));
        Bundle two = answering(Bundle.class, Map.of("getSymbolicName", "twice", "getBundleId", 8L));
        Bundle three = answering(Bundle.class, Map.of("getSymbolicName", "twice", "getBundleId", 9L));
        BundleConverter converter = new BundleConverter(() -> new Bundle[] {one, two, three});
        assertSame(one, converter.convert(Bundle.class, "7"));
        assertSame(one, converter.convert(Bundle.class, "mailer.smtp"));
        assertNull(converter.convert(Bundle.class, "twice"), "it could be either");
        assertNull(converter.convert(Bundle.class, "70"));
        assertNull(converter.convert(String.class, "7"));
    }
}
