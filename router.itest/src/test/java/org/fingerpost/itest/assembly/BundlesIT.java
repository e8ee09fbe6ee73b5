package org.fingerpost.itest.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Clazz;
import aQute.bnd.osgi.EmbeddedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Constants;

/** What ARCHITECTURE.md says of how the bundles hang together, held against their manifests. */
class BundlesIT {

    private static final String API = "org.fingerpost.router.api";
    private static final String API_PACKAGES = "org.fingerpost.api.";
    private static final Pattern RANGE = Pattern.compile("\\[([1-9]\\d*)\\.\\d+,(\\1\\.\\d+|[1-9]\\d*)\\)");
    /** MINA's codecs for Java objects: reading any of them from a peer is running its code (CVE-2024-52046). */
    private static final String OBJECT_CODECS = "org.apache.mina.filter.codec.serialization";

    static List<OurBundle> bundles() throws IOException {
        return OurBundle.all();
    }

    @Test
    void theApiExportsAllOfItsPackagesEachWithAVersion() throws IOException {
        OurBundle api = bundles().stream().filter(b -> b.name().equals(API)).findFirst().orElseThrow();
        api.exports().forEach((name, attributes) ->
                assertTrue(String.valueOf(attributes.getVersion()).matches("\\d+\\.\\d+\\.\\d+"), name + " has no version"));
        try (JarFile jar = new JarFile(api.file().toFile())) {
            assertEquals(jar.stream().map(e -> e.getName()).filter(n -> n.endsWith(".class"))
                    .map(n -> n.substring(0, n.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new)),
                    new TreeSet<>(api.exports().keySet()));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noOtherBundleExportsAnything(OurBundle bundle) {
        assertEquals(bundle.name().equals(API), !bundle.exports().isEmpty(), bundle.exports().toString());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void ofEachOtherBundlesImportTheApiAlone(OurBundle bundle) {
        assertEquals(List.of(), bundle.imports().keySet().stream()
                .filter(name -> name.startsWith("org.fingerpost.") && !name.startsWith(API_PACKAGES)).toList());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyImportOfTheApiHasARange(OurBundle bundle) {
        bundle.imports().forEach((name, attributes) -> {
            if (name.startsWith(API_PACKAGES)) {
                assertTrue(RANGE.matcher(String.valueOf(attributes.getVersion())).matches(), name + " " + attributes);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everythingIsDeclared(OurBundle bundle) {
        assertNull(bundle.manifest().getValue(Constants.DYNAMICIMPORT_PACKAGE));
        assertNull(bundle.manifest().getValue(Constants.REQUIRE_BUNDLE));
        assertNull(bundle.manifest().getValue(Constants.BUNDLE_CLASSPATH));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nobodyUsesObjectCodecs(OurBundle bundle) {
        assertFalse(bundle.imports().containsKey(OBJECT_CODECS));
    }

    /** Who implements an interface decides which change of it breaks whom; bnd takes one that does not say for a plug-in's. */
    @Test
    void everyInterfaceOfTheApiSaysWhoImplementsIt() throws Exception {
        OurBundle api = bundles().stream().filter(b -> b.name().equals(API)).findFirst().orElseThrow();
        List<String> silent = new ArrayList<>();
        try (JarFile jar = new JarFile(api.file().toFile()); Analyzer analyzer = new Analyzer()) {
            for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                byte[] octets = jar.getInputStream(entry).readAllBytes();
                Clazz type = new Clazz(analyzer, entry.getName(), new EmbeddedResource(octets, 0));
                type.parseClassFile();
                String text = new String(octets, StandardCharsets.ISO_8859_1);
                boolean says = text.contains("org/osgi/annotation/versioning/ProviderType;")
                        || text.contains("org/osgi/annotation/versioning/ConsumerType;");
                if (type.isInterface() && !type.isAnnotation() && type.isPublic() && !says) {
                    silent.add(entry.getName());
                }
            }
        }
        assertEquals(List.of(), silent);
    }
}
