package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.submit.Prospect;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {

    @TempDir
    Path folder;
    private final Map<String, String> aliases = new HashMap<>();

    private List<Prospect> preview(String... addresses) {
        Services services = new Services();
        Generation generation = TestPolicy.generation(services, folder, aliases, List.of("root", "tef", "ann"));
        Resolver resolver = new Resolver(generation, new PolicySurroundings(generation, new MacroScope(generation.policy()),
                services));
        return new Preview(generation, services, resolver).of(List.of(addresses));
    }

    private static List<String> recipients(List<Prospect> prospects) {
        return prospects.stream().map(Prospect::recipient).toList();
    }

    @Test
    void membersOfAnAliasComeLastFirstAndOnce() {
        aliases.put("all", "tef, inner, \"|prog x\", /var/mail/all");
        aliases.put("inner", "ann, tef");
        assertEquals(List.of("/var/mail/all", "\"|prog x\"", "ann", "tef"),
                recipients(preview("all", "tef")).stream().distinct().toList());
    }

    @Test
    void programsAndFilesGoToTheirMailers() {
        aliases.put("all", "\"|prog x\", /var/mail/all");
        assertEquals(List.of("/var/mail/all... deliverable: mailer *file*, user /var/mail/all",
                "\"|prog x\"... deliverable: mailer prog, user \"|prog x\""),
                preview("all").stream().map(Prospect::toString).toList());
    }

    @Test
    void whatIsUnknownIsRefused() {
        List<Prospect> prospects = preview("nosuch", "tef");
        assertEquals("nosuch... User unknown", prospects.get(0).toString());
        assertEquals(67, prospects.get(0).exitStatus());
        assertEquals(0, prospects.get(1).exitStatus());
    }
}
