package org.fingerpost.itest.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the bundles say of their settings (OSGi Compendium §105): for each PID, or kind of PIDs, the keys with their defaults. */
final class Metatype {

    private final SortedMap<String, SortedMap<String, String>> defaultsByPid = new TreeMap<>();

    static SortedMap<String, SortedMap<String, String>> read() throws IOException, XMLStreamException {
        Metatype metatype = new Metatype();
        for (OurBundle bundle : OurBundle.all()) {
            try (JarFile jar = new JarFile(bundle.file().toFile())) {
                for (JarEntry entry : jar.stream().filter(e -> e.getName().matches("OSGI-INF/metatype/.*\\.xml")).toList()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        metatype.add(XMLInputFactory.newInstance().createXMLStreamReader(in));
                    }
                }
            }
        }
        return metatype.defaultsByPid;
    }

    private void add(XMLStreamReader xml) throws XMLStreamException {
        Map<String, SortedMap<String, String>> byOcd = new HashMap<>();
        String ocd = "";
        String pid = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "OCD" -> byOcd.put(ocd = xml.getAttributeValue(null, "id"), new TreeMap<>());
                case "AD" -> byOcd.get(ocd).put(xml.getAttributeValue(null, "id"), defaultOf(xml));
                case "Designate" -> pid = xml.getAttributeValue(null,
                        xml.getAttributeValue(null, "factoryPid") == null ? "pid" : "factoryPid");
                case "Object" -> defaultsByPid.computeIfAbsent(pid, p -> new TreeMap<>())
                        .putAll(byOcd.get(xml.getAttributeValue(null, "ocdref")));
                default -> { }
            }
        }
    }

    /** Commas and blanks stand behind backslashes there, but for the commas between several values. */
    private static String defaultOf(XMLStreamReader xml) {
        String value = xml.getAttributeValue(null, "default");
        return value == null ? "" : value.replaceAll("(?<!\\\\),", ", ").replaceAll("\\\\(.)", "$1");
    }
}
