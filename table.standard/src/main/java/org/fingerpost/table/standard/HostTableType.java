package org.fingerpost.table.standard;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code Kname host -a. [file [domain [sources]]]}: canonical names of hosts, from a file as hosts(5) has it and from the domain
 * name system, in the order of the sources ({@code files,dns}). The router adds all three where a policy leaves them out.
 */
@Component(service = LookupTableType.class)
@TableType(type = "host")
public final class HostTableType implements LookupTableType {

    private static final String FILE = "/etc/hosts";
    private static final String SOURCES = "files";
    /** Tries, which are those of the resolver. */
    private static final String OWN = "r";

    private final Supplier<Resolver> resolver;
    private final LongSupplier nanoTime;

    /** @param resolver null if there is none: then only the file is asked, and what is not in it cannot be told */
    @Activate
    public HostTableType(@Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
            Resolver resolver) {
        this(() -> resolver, System::nanoTime);
    }

    /** For programs that run without a container. */
    public HostTableType() {
        this(FoundResolver::get, System::nanoTime);
    }

    HostTableType(Supplier<Resolver> resolver, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.nanoTime = nanoTime;
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), OWN);
        List<String> words = flags.words();
        Path file = declaration.directory().resolve(word(words, 0, FILE));
        return new HostTable(flags, new HostsFile(file, nanoTime), domain(words), List.of(word(words, 2, SOURCES).split(",")),
                resolver);
    }

    /** A dot stands for none. */
    private static String domain(List<String> words) {
        return word(words, 1, ".").equals(".") ? "" : words.get(1);
    }

    private static String word(List<String> words, int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    /** The resolver on the class path; looked for when it is first needed. */
    private static final class FoundResolver {

        private static final Resolver RESOLVER = ServiceLoader.load(Resolver.class).findFirst().orElse(null);

        static Resolver get() {
            return RESOLVER;
        }
    }
}
