package org.fingerpost.core.policy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.fingerpost.api.policy.ClassFromTable;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up the members of classes that tables have, when a policy is taken into use. */
public final class TableClasses {

    private static final Logger LOG = LoggerFactory.getLogger(TableClasses.class);

    private TableClasses() {
    }

    /** The policy with what its tables say now; a class whose table does not answer keeps the members it has. */
    public static Policy resolved(Policy policy, Services services) {
        try {
            return resolved(policy, services, (from, why) -> LOG.warn("class {}: {}", from.name(), why));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The policy with what its tables say now. Those of a type that no bundle provides say nothing.
     *
     * @param mayCome whether such a bundle may still come
     * @throws IOException if a table cannot say now: without its members a class would let mail be refused that is ours
     */
    static Policy complete(Policy policy, Services services, boolean mayCome) throws IOException {
        return resolved(policy, services, (from, why) -> {
            if (mayCome || services.tableTypes().find(from.table().type()).isPresent()) {
                throw new IOException("class " + from.name() + " is not known: " + why);
            }
            LOG.warn("class {}: {}", from.name(), why);
        });
    }

    private interface Complaints {
        void unavailable(ClassFromTable from, String why) throws IOException;
    }

    private static Policy resolved(Policy policy, Services services, Complaints complaints) throws IOException {
        if (policy.classesFromTables().isEmpty()) {
            return policy;
        }
        Policy.Builder builder = policy.toBuilder();
        FileSafety safety = SafetyOption.of(policy);
        for (ClassFromTable from : policy.classesFromTables()) {
            PolicyTable table = new DeclaredTable(
                    LdapDeclarations.withDefaults(policy, from.table().withSafety(safety)), services);
            try {
                Lookup answer = table.lookup(from.key(), List.of(), new MacroScope(policy));
                if (answer instanceof Lookup.Found found) {
                    builder.addToClass(from.name(), members(found.value()));
                } else if (answer instanceof Lookup.Unavailable unavailable) {
                    complaints.unavailable(from, unavailable.reason());
                }
            } finally {
                table.close();
            }
        }
        return builder.build();
    }

    private static List<String> members(String value) {
        return Stream.of(value.strip().split("[\\s,]+")).filter(member -> !member.isEmpty()).toList();
    }
}
