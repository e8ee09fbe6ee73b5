package org.fingerpost.table.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The databases that are configured now, by name. Any thread. */
@Component(service = Databases.class)
public final class Databases {

    private final Map<String, DatabaseFile> byName = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDatabase(DatabaseFile file) {
        byName.put(file.name(), file);
    }

    void unbindDatabase(DatabaseFile file) {
        byName.remove(file.name(), file);
    }

    Database named(String name) throws NotNowException {
        DatabaseFile file = byName.get(name);
        if (file == null) {
            throw new NotNowException("etc/" + DatabaseFile.PID + "-" + name + ".cfg is not there");
        }
        return file.database();
    }
}
