package org.fingerpost.table.ldap;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.fingerpost.api.tls.Tls;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** {@code Kname ldap -h HOST -b BASE -k FILTER -v ATTRIBUTES}: asks a directory. */
@Component(service = LookupTableType.class, configurationPid = Config.PID)
@Designate(ocd = Config.class)
@TableType(type = "ldap")
public final class LdapTableType implements LookupTableType {

    private static final String VALUED = "HMPVZbcdhklprsvw";

    private final Settings settings;
    private final AtomicReference<Tls> tls = new AtomicReference<>();
    /** Made when it is first needed, for most policies have no such table; the monitor guards it. */
    private Pools pools;

    /** With the default settings, for programs that run without a container. */
    public LdapTableType() {
        this(Settings.DEFAULT);
    }

    @Activate
    public LdapTableType(Config config) {
        this(Settings.of(config));
    }

    LdapTableType(Settings settings) {
        this.settings = settings;
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), VALUED);
        Query query = Query.of(flags);
        Directory directory = Directory.of(flags, declaration.directory());
        return new LdapTable(declaration.name(), flags, query, directory, settings, pools());
    }

    private synchronized Pools pools() {
        if (pools == null) {
            pools = new Pools(settings, new Encryption(() -> Optional.ofNullable(tls.get()), settings.verify()));
        }
        return pools;
    }

    @Deactivate
    public synchronized void close() {
        if (pools != null) {
            pools.close();
            pools = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTls(Tls service) {
        tls.set(service);
    }

    void unbindTls(Tls service) {
        tls.compareAndSet(service, null);
    }
}
