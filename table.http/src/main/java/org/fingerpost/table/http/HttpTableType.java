package org.fingerpost.table.http;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** etc/table.http.cfg, and {@code Kname http -v mail https://names.example/lookup/%0}: asks name servers that answer in JSON. */
@Component(service = LookupTableType.class, configurationPid = Config.PID)
@Designate(ocd = Config.class)
@TableType(type = "http")
public final class HttpTableType implements LookupTableType {

    private static final String VALUED = "MPv";
    private static final String FIELD = "value";
    private static final int MAX_SERVERS = 16;

    private final Clients clients;
    private Instance instance;

    /** For programs without a container: the settings are the defaults. */
    public HttpTableType() {
        this(new Clients(Settings.DEFAULT));
    }

    @Activate
    public HttpTableType(@Reference Instance instance, Config config) {
        this(new Clients(Settings.of(config, instance.base())));
        this.instance = instance;
    }

    HttpTableType(Clients clients) {
        this.clients = clients;
    }

    @Modified
    void modified(Config config) {
        clients.set(Settings.of(config, instance.base()));
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), VALUED);
        List<UrlTemplate> urls = new ArrayList<>();
        for (String word : flags.words()) {
            urls.add(UrlTemplate.parse(word));
        }
        if (urls.isEmpty() || urls.size() > MAX_SERVERS) {
            throw new TableException("1 to " + MAX_SERVERS + " URLs are expected: https://names.example/lookup/%0");
        }
        FieldPath field = FieldPath.parse(flags.has('v') ? flags.value('v') : FIELD);
        return new HttpTable(declaration.name(), flags, new Servers(urls, field,
                Authorization.of(flags, declaration.directory(), urls), clients));
    }
}
