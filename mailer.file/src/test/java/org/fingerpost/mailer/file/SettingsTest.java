package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void aBadSettingLeavesTheDefault() {
        assertEquals(Duration.ofSeconds(30), Settings.duration("lock.timeout", "soon", Duration.ofSeconds(30)));
        assertEquals(Duration.ofMinutes(2), Settings.duration("lock.timeout", "2m", Duration.ofSeconds(30)));
        assertTrue(Settings.flag("fsync", "yes", true));
        assertFalse(Settings.flag("fsync", "False", true));
        assertEquals(Quoting.MBOXO, Settings.quoting("babyl"));
        assertEquals(Quoting.MBOXRD, Settings.quoting(" mboxrd "));
    }
}
