package org.fingerpost.core.policy;

import java.util.ArrayList;
import java.util.List;

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
        if (policy.classesFromTables().isEmpty()) {
            return policy;
        }
        Policy.Builder builder = policy.toBuilder();
        for (ClassFromTable members : policy.classesFromTables()) {
            builder.addToClass(members.name(), members(members, SafetyOption.of(policy), services));
        }
        return builder.build();
    }

    private static List<String> members(ClassFromTable from, FileSafety safety, Services services) {
        PolicyTable table = new DeclaredTable(from.table().withSafety(safety), services);
        try {
            Lookup answer = table.lookup(from.key(), List.of(), new MacroScope(Policy.builder().build()));
            if (answer instanceof Lookup.Found found) {
                List<String> members = new ArrayList<>(List.of(found.value().strip().split("[\\s,]+")));
                members.remove("");
                return members;
            }
            if (!(answer instanceof Lookup.NotFound)) {
                LOG.warn("class {}: {}", from.name(), answer);
            }
            return List.of();
        } finally {
            table.close();
        }
    }
}
