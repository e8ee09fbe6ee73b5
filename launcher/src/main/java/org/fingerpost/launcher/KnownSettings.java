package org.fingerpost.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Which keys each PID has, as the bundles themselves say: by their metatype resources (OSGi Compendium §105), so that a bundle
 * that is added brings the knowledge of its settings with it.
 */
final class KnownSettings {

    private static final String RESOURCES = "OSGI-INF/metatype/";

    private final Map<String, Set<String>> keysByPid = new HashMap<>();

    /**
     * Learns what the bundle {@code path} says.
     *
     * @throws IOException if it is no jar or its resources are no XML; the message names it
     */
    void learn(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().filter(KnownSettings::describesSettings).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    addResource(in);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    boolean knows(String pid) {
        return keysByPid.containsKey(pid);
    }

    /** Sorted; empty for a PID that is not known. */
    Set<String> keys(String pid) {
        return keysByPid.getOrDefault(pid, Set.of());
    }

    private static boolean describesSettings(JarEntry entry) {
        return entry.getName().startsWith(RESOURCES) && entry.getName().endsWith(".xml");
    }

    /** Elements: {@code OCD id} holds {@code AD id}; {@code Designate pid|factoryPid} holds {@code Object ocdref}. */
    private void addResource(InputStream in) throws XMLStreamException {
        Map<String, Set<String>> keysByOcd = new HashMap<>();
        Map<String, String> ocdByPid = new HashMap<>();
        String ocd = "";
        String pid = "";
        XMLStreamReader xml = parser().createXMLStreamReader(in);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "OCD" -> keysByOcd.put(ocd = attribute(xml, "id"), new TreeSet<>());
                    case "AD" -> keysByOcd.get(ocd).add(attribute(xml, "id"));
                    case "Designate" -> pid = attribute(xml, "factoryPid").isEmpty() ? attribute(xml, "pid")
                            : attribute(xml, "factoryPid");
                    case "Object" -> ocdByPid.put(pid, attribute(xml, "ocdref"));
                    default -> { }
                }
            }
        }
        // Two components may share a PID: each has its part of the keys.
        ocdByPid.forEach((p, o) -> keysByPid.computeIfAbsent(p, x -> new TreeSet<>())
                .addAll(keysByOcd.getOrDefault(o, Set.of())));
    }

    private static XMLInputFactory parser() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
