package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Supplier;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The gogo commands {@code router:mailers}, {@code router:tables}, {@code router:rulesets}, {@code router:queue} and
 * {@code router:stats}.
 */
@Component(service = RouterCommands.class, property = {
    "osgi.command.scope=router",
    "osgi.command.function=mailers",
    "osgi.command.function=tables",
    "osgi.command.function=rulesets",
    "osgi.command.function=queue",
    "osgi.command.function=stats"
})
public final class RouterCommands {

    private final ServiceList mailers = new ServiceList("mailer.name");
    private final ServiceList tables = new ServiceList("table.name");
    private final ServiceList tableTypes = new ServiceList("table.type");
    private final ServiceList ruleSets = new ServiceList("ruleset.name");
    private final Latest<Supplier<?>> policy = new Latest<>();
    private final Latest<QueueControl> queue = new Latest<>();
    private final Latest<Metrics> metrics = new Latest<>();

    /** Mailer services, and the mailer definitions of the policy. */
    public String mailers() {
        return Listings.mailers(mailers.providers(), PolicySource.inUse(policy));
    }

    /** Tables and types of tables that bundles give, and the tables that the policy declares. */
    public String tables() {
        return Listings.tables(tables.providers(), tableTypes.providers(), PolicySource.inUse(policy));
    }

    /** Rule sets that bundles give, and those of the policy. */
    public String rulesets() {
        return Listings.ruleSets(ruleSets.providers(), PolicySource.inUse(policy));
    }

    /** Prints what waits, and why; the shell gives each command a standard output of its own. */
    public void queue() {
        PrintStream out = System.out;
        queue.get().ifPresentOrElse(open -> new QueueText(Clock.systemUTC().instant())
                .list(Selector.ALL, open.list(Selector.ALL), out),
                () -> out.print("the queue is not open\n"));
    }

    /** What has been counted since the start. */
    public String stats() {
        return metrics.get().map(service -> ReadingText.write(service.read())).orElse("nobody counts now\n");
    }

    @Reference(service = Mailer.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindMailer(ServiceReference<Mailer> mailer) {
        mailers.add(mailer);
    }

    void unbindMailer(ServiceReference<Mailer> mailer) {
        mailers.remove(mailer);
    }

    @Reference(service = LookupTable.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTable(ServiceReference<LookupTable> table) {
        tables.add(table);
    }

    void unbindTable(ServiceReference<LookupTable> table) {
        tables.remove(table);
    }

    @Reference(service = LookupTableType.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTableType(ServiceReference<LookupTableType> type) {
        tableTypes.add(type);
    }

    void unbindTableType(ServiceReference<LookupTableType> type) {
        tableTypes.remove(type);
    }

    @Reference(service = RuleSet.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindRuleSet(ServiceReference<RuleSet> ruleSet) {
        ruleSets.add(ruleSet);
    }

    void unbindRuleSet(ServiceReference<RuleSet> ruleSet) {
        ruleSets.remove(ruleSet);
    }

    @Reference(target = PolicySource.TARGET, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPolicy(Supplier<?> source) {
        policy.set(source);
    }

    void unbindPolicy(Supplier<?> source) {
        policy.unset(source);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindQueue(QueueControl control) {
        queue.set(control);
    }

    void unbindQueue(QueueControl control) {
        queue.unset(control);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindMetrics(Metrics service) {
        metrics.set(service);
    }

    void unbindMetrics(Metrics service) {
        metrics.unset(service);
    }
}
