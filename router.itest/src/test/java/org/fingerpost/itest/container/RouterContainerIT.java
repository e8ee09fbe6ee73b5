package org.fingerpost.itest.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.QueueControl.Order;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** What only the container shows: bundles resolve, services come and go under mail, configuration changes. */
@ExtendWith(InContainer.class)
public class RouterContainerIT {

    private static <S> S service(BundleContext context, Class<S> type) throws Exception {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        S service = tracker.waitForService(20_000);
        assertNotNull(service, () -> "no " + type + "; the bundles: " + Arrays.toString(context.getBundles()));
        return service;
    }

    private static Verdict send(BundleContext context, String to) throws Exception {
        try (Transaction transaction = service(context, PostOffice.class).begin(Origin.local("tester"))) {
            transaction.mail(ReversePath.of("tester@here.example"));
            Verdict verdict = transaction.rcpt(Recipient.of(to));
            assertTrue(verdict.isAccepted(), verdict.toString());
            Content content = transaction.content();
            byte[] message = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.ISO_8859_1);
            content.write(message, 0, message.length);
            return content.commit().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "waited in vain: " + what);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static ServiceRegistration<Mailer> mailer(BundleContext context, String name, int ranking, List<String> log,
            String tag) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("mailer.name", name);
        properties.put(Constants.SERVICE_RANKING, ranking);
        return context.registerService(Mailer.class, delivery -> {
            delivery.recipients().forEach(recipient -> log.add(tag + " " + recipient.user()));
            return CompletableFuture.completedFuture(delivery.all(Outcome.delivered("2.0.0", "ok")));
        }, properties);
    }

    /** Sends the mail of {@code NAME.example} to the mailer NAME. */
    private static ServiceRegistration<LookupTable> mailertable(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("table.name", "mailertable");
        LookupTable table = (key, arguments) -> key.endsWith(".example") && key.indexOf('.') == key.lastIndexOf('.')
                ? new Lookup.Found(key.substring(0, key.indexOf('.')) + ":") : Lookup.NOT_FOUND;
        return context.registerService(LookupTable.class, table, properties);
    }

    @Test
    public void everyBundleOfTheDistributionIsActive(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            int expected = fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
            assertTrue(bundle.getState() == expected, bundle + " is in state " + bundle.getState());
            assertTrue(bundle.getHeaders().get(Constants.DYNAMICIMPORT_PACKAGE) == null
                    || !bundle.getSymbolicName().startsWith("org.fingerpost."),
                    bundle + " has dynamic imports");
        }
    }

    @Test
    public void onlyTheApiExportsPackages(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith("org.fingerpost.") && !bundle.getSymbolicName().endsWith("router.api")) {
                assertEquals(null, bundle.getHeaders().get(Constants.EXPORT_PACKAGE), bundle.toString());
            }
        }
    }

    @Test
    public void aMailerComesGoesAndIsReplacedUnderMail(BundleContext context) throws Exception {
        QueueControl queue = service(context, QueueControl.class);
        ServiceRegistration<LookupTable> table = mailertable(context);
        List<String> log = new CopyOnWriteArrayList<>();
        send(context, "early@alpha.example");
        until("the deferral", () -> queue.list(Selector.ALL).anyMatch(e -> !e.active()
                && e.job().recipients().get(0).lastOutcome()
                .map(o -> o.text().equals("mailer \"alpha\" is not available")).orElse(false)));

        ServiceRegistration<Mailer> first = mailer(context, "alpha", 0, log, "first");
        until("what waited", () -> log.equals(List.of("first early@alpha.example")));

        ServiceRegistration<Mailer> better = mailer(context, "alpha", 10, log, "better");
        send(context, "second@alpha.example");
        until("the better one", () -> log.contains("better second@alpha.example"));

        better.unregister();
        send(context, "third@alpha.example");
        until("the first one again", () -> log.contains("first third@alpha.example"));
        first.unregister();
        table.unregister();
        until("an empty queue", () -> queue.size() == 0);
        assertEquals(3, log.size());
    }

    @Test
    public void anAttemptEndsOnTheMailerThatItBeganWith(BundleContext context) throws Exception {
        QueueControl queue = service(context, QueueControl.class);
        ServiceRegistration<LookupTable> table = mailertable(context);
        CompletableFuture<List<Outcome>> slow = new CompletableFuture<>();
        List<String> log = new CopyOnWriteArrayList<>();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("mailer.name", "beta");
        ServiceRegistration<Mailer> old = context.registerService(Mailer.class, delivery -> {
            log.add("begun on the old one");
            return slow;
        }, properties);
        send(context, "u@beta.example");
        until("the attempt", () -> log.size() == 1);
        old.unregister();
        ServiceRegistration<Mailer> replacement = mailer(context, "beta", 0, log, "new");
        slow.complete(List.of(Outcome.delivered("2.0.0", "ok")));
        until("an empty queue", () -> queue.size() == 0);
        assertEquals(List.of("begun on the old one"), log);
        replacement.unregister();
        table.unregister();
    }

    @Test
    public void aRuleSetInJavaOverridesOneOfThePolicy(BundleContext context) throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        ServiceRegistration<Mailer> gamma = mailer(context, "gamma", 0, log, "gamma");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ruleset.name", "parse");
        RuleSet parse = (tokens, rules) -> new Rewriting.Resolved((Resolution) new Route("gamma", "hub", "rewritten"));
        ServiceRegistration<RuleSet> ruleSet = context.registerService(RuleSet.class, parse, properties);
        send(context, "whoever@wherever.example");
        until("the delivery", () -> log.equals(List.of("gamma rewritten")));
        ruleSet.unregister();
        gamma.unregister();
    }

    @Test
    public void aRuleSetInJavaExtendsTheOneThatItOverrides(BundleContext context) throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        ServiceRegistration<Mailer> epsilon = mailer(context, "epsilon", 0, log, "epsilon");
        ServiceRegistration<LookupTable> table = mailertable(context);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ruleset.name", "Mailertable");
        RuleSet special = (tokens, rules) -> tokens.contains("special")
                ? new Rewriting.Resolved((Resolution) new Route("epsilon", "hub", "by java")) : rules.overridden(tokens);
        ServiceRegistration<RuleSet> ruleSet = context.registerService(RuleSet.class, special, properties);
        send(context, "user@epsilon.example");
        send(context, "special@epsilon.example");
        until("both", () -> log.size() == 2 && log.containsAll(List.of("epsilon user@epsilon.example", "epsilon by java")));
        ruleSet.unregister();
        send(context, "special@epsilon.example");
        until("the policy's own", () -> log.contains("epsilon special@epsilon.example"));
        table.unregister();
        epsilon.unregister();
    }

    @Test
    public void aTableThatCannotAnswerDefersAndRefusesNothingForGood(BundleContext context) throws Exception {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("table.name", "aliases");
        LookupTable down = (key, arguments) -> new Lookup.Unavailable("the directory does not answer");
        ServiceRegistration<LookupTable> table = context.registerService(LookupTable.class, down, properties);
        Verdict verdict = service(context, PostOffice.class).verify(Origin.local("tester"), "root");
        table.unregister();
        assertEquals(4, verdict.status().category(), verdict.toString());
        assertTrue(verdict.text().contains("the directory does not answer"), verdict.toString());
    }

    @Test
    public void changedSettingsReachARunningRouter(BundleContext context) throws Exception {
        ConfigurationAdmin admin = service(context, ConfigurationAdmin.class);
        ServiceReference<PostOffice> before = context.getServiceReference(PostOffice.class);
        Path file = Path.of(System.getProperty("fingerpost.base"), "etc/queue.cfg");
        Files.writeString(file, "retry = 7m\n");
        until("the change", () -> admin.getConfiguration("queue", null).getProperties() != null
                && "7m".equals(admin.getConfiguration("queue", null).getProperties().get("retry")));
        QueueControl queue = service(context, QueueControl.class);
        ServiceRegistration<LookupTable> table = mailertable(context);
        send(context, "u@delta.example");
        until("a next attempt in seven minutes", () -> {
            boolean inSeven = queue.list(Selector.ALL).anyMatch(e -> !e.active() && e.job().recipients().stream()
                    .anyMatch(r -> r.isPending() && r.lastAttempt().isPresent()
                            && Math.abs(Duration.between(r.lastAttempt().get(), r.nextAttempt()).toSeconds() - 420) < 60));
            // The attempt may have been made before the component was told of its new settings.
            return inSeven || queue.retry(Selector.ALL, Order.by("test")).changed() < 0;
        });
        queue.remove(Selector.ALL, Order.by("test"));
        table.unregister();
        assertEquals(before, context.getServiceReference(PostOffice.class), "the router was not replaced");
    }
}
