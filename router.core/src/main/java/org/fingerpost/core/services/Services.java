package org.fingerpost.core.services;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableType;
import org.fingerpost.api.unix.Accounts;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.core.cache.AnswerCache;
import org.fingerpost.core.cache.AnswerCaches;
import org.fingerpost.core.settings.ListLimits;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that plug-ins provide to the router core, by name; and what bounds the lists that they and files bring. */
@Component(service = Services.class)
public final class Services {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final NamedServices<Mailer> mailers = new NamedServices<>("mailer.name", true);
    private final NamedServices<LookupTable> tables = new NamedServices<>("table.name", true);
    private final NamedServices<LookupTableType> tableTypes = new NamedServices<>("table.type", true);
    private final NamedServices<RuleSet> ruleSets = new NamedServices<>("ruleset.name", false);
    private final AnswerCaches caches = new AnswerCaches();
    private final Map<Long, AnswerCache> cachesOfTables = new ConcurrentHashMap<>();
    private final Map<Long, PromptCalls> calls = new ConcurrentHashMap<>();
    private final List<MailerArrival> listeners = new CopyOnWriteArrayList<>();
    private final UserFileCalls userFiles = new UserFileCalls();
    private volatile Accounts accounts;
    private volatile Impersonation impersonation;
    private volatile ListLimits listLimits = ListLimits.USUAL;

    /** How the table or rule set {@code provided} is to be called. */
    public PromptCalls calls(Provided<?> provided) {
        return calls.computeIfAbsent(provided.serviceId(), id -> new PromptCalls("plugin-" + provided.name()));
    }

    private void forgetCalls(ServiceReference<?> reference) {
        calls.remove((Long) reference.getProperty(Constants.SERVICE_ID));
    }

    /** What tables have answered. */
    public AnswerCaches caches() {
        return caches;
    }

    /** What this table has answered, if it says that it wants that to be kept. */
    public Optional<AnswerCache> cache(Provided<LookupTable> table) {
        return table.cache().map(settings -> cachesOfTables.computeIfAbsent(table.serviceId(),
                id -> caches.use(id, table.name(), table.bundle(), settings)));
    }

    private void forgetCache(ServiceReference<?> reference) {
        Long id = (Long) reference.getProperty(Constants.SERVICE_ID);
        if (cachesOfTables.remove(id) != null) {
            caches.release(id);
        }
    }

    /** Adds the table types of the class path, for programs that run without a container. */
    public Services addClassPath(ClassLoader loader) {
        ServiceLoader.load(LookupTableType.class, loader).stream().forEach(provider -> {
            TableType names = provider.type().getAnnotation(TableType.class);
            if (names != null) {
                LookupTableType type = provider.get();
                List.of(names.type()).forEach(name -> tableTypes.add(name, type));
            }
        });
        return this;
    }

    public NamedServices<Mailer> mailers() {
        return mailers;
    }

    public NamedServices<LookupTable> tables() {
        return tables;
    }

    public NamedServices<LookupTableType> tableTypes() {
        return tableTypes;
    }

    public NamedServices<RuleSet> ruleSets() {
        return ruleSets;
    }

    /** Who the machine's users are; empty while nobody knows. */
    public Optional<Accounts> accounts() {
        return Optional.ofNullable(accounts);
    }

    /** Who acts in the name of users; empty while nobody does. */
    public Optional<Impersonation> impersonation() {
        return Optional.ofNullable(impersonation);
    }

    /** What aliases and lists may come to at present. */
    public ListLimits listLimits() {
        return listLimits;
    }

    /** How users' files are to be read. */
    public UserFileCalls userFiles() {
        return userFiles;
    }

    /** From now on {@code listener} hears of mailers that come, until it is removed. */
    public void addListener(MailerArrival listener) {
        listeners.add(listener);
    }

    public void removeListener(MailerArrival listener) {
        listeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindMailer(ServiceReference<Mailer> reference, Mailer mailer) {
        for (String name : mailers.add(reference, mailer)) {
            LOG.info("mailer {} is there, from {}", name, reference.getBundle());
            listeners.forEach(listener -> listener.mailerArrived(name));
        }
    }

    public void unbindMailer(ServiceReference<Mailer> reference, Mailer mailer) {
        mailers.remove(reference, mailer);
        LOG.info("mailer {} is gone", reference.getProperty("mailer.name"));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedTable")
    public void bindTable(ServiceReference<LookupTable> reference, LookupTable table) {
        tables.add(reference, table);
    }

    public void unbindTable(ServiceReference<LookupTable> reference, LookupTable table) {
        tables.remove(reference, table);
        forgetCalls(reference);
        forgetCache(reference);
    }

    public void updatedTable(ServiceReference<LookupTable> reference, LookupTable table) {
        tables.update(reference, table);
        forgetCache(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedTableType")
    public void bindTableType(ServiceReference<LookupTableType> reference, LookupTableType type) {
        tableTypes.add(reference, type);
    }

    public void unbindTableType(ServiceReference<LookupTableType> reference, LookupTableType type) {
        tableTypes.remove(reference, type);
    }

    public void updatedTableType(ServiceReference<LookupTableType> reference, LookupTableType type) {
        tableTypes.update(reference, type);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindRuleSet(ServiceReference<RuleSet> reference, RuleSet ruleSet) {
        ruleSets.add(reference, ruleSet);
    }

    public void unbindRuleSet(ServiceReference<RuleSet> reference, RuleSet ruleSet) {
        ruleSets.remove(reference, ruleSet);
        forgetCalls(reference);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindListLimits(ListLimits provided) {
        listLimits = provided;
    }

    public void unbindListLimits(ListLimits gone) {
        listLimits = listLimits == gone ? ListLimits.USUAL : listLimits;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindAccounts(Accounts provided) {
        accounts = provided;
    }

    public void unbindAccounts(Accounts gone) {
        accounts = accounts == gone ? null : accounts;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindImpersonation(Impersonation provided) {
        impersonation = provided;
    }

    public void unbindImpersonation(Impersonation gone) {
        impersonation = impersonation == gone ? null : impersonation;
    }
}
