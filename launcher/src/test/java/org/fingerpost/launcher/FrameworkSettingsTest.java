package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class FrameworkSettingsTest {

    private static final Path BASE = Path.of("/srv/mail");

    private static Map<String, String> settings(List<String> listen, Optional<Path> policy) {
        return FrameworkSettings.of(new InstanceFolder(BASE), new Arguments(BASE, listen, policy), 5);
    }

    @Test
    void whatTheCommandLineOverridesReachesTheRouter() {
        Map<String, String> settings = settings(List.of("127.0.0.1:2525", "[::1]:2525"), Optional.of(Path.of("/tmp/my.cf")));
        assertEquals("127.0.0.1:2525,[::1]:2525", settings.get("fingerpost.listen"));
        assertEquals("/tmp/my.cf", settings.get("fingerpost.policy"));
    }

    @Test
    void withoutOverridesThePropertiesAreEmpty() {
        Map<String, String> settings = settings(List.of(), Optional.empty());
        assertEquals("", settings.get("fingerpost.listen"));
        assertEquals("", settings.get("fingerpost.policy"));
    }

    @Test
    void bothFoldersAreWatchedAndBundlesDroppedInStartLast() {
        Map<String, String> settings = settings(List.of(), Optional.empty());
        assertEquals("/srv/mail/etc,/srv/mail/deploy", settings.get("felix.fileinstall.dir"));
        assertEquals("5", settings.get("felix.fileinstall.start.level"));
    }
}
