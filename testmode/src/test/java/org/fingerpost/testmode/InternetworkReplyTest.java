package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In the internetwork of examples/internetwork every address that leaves is one that its reader can answer: whoever he is, and
 * whoever wrote, the answer reaches the same user on the same host.
 */
class InternetworkReplyTest {

    private static final long SEED = 19830101;
    private static final int ROUNDS = 3000;
    private static final String RELAY = "csnet-relay.arpa";

    @TempDir
    Path base;
    private Policy policy;
    private AddressRewriter rewriter;
    private final Random random = new Random(SEED);

    @BeforeEach
    void install() throws IOException {
        policy = Internetwork.install(base).policy();
        rewriter = new AddressRewriter(policy, new RuleEngine(policy));
    }

    @Test
    void whatANetworkSeesItsPeopleCanAnswer() {
        for (int i = 0; i < ROUNDS; i++) {
            String origin = origin();
            Route wanted = route(origin);
            for (Network network : Network.values()) {
                for (Role role : List.of(Role.ENVELOPE_SENDER, Role.HEADER_SENDER)) {
                    String seen = rewriter.rewrite(origin, role, policy.mailers().get(network.mailer), surroundings());
                    String where = origin + " as " + network + " sees it (" + role + "): " + seen;
                    Answer answer = network.answer(seen);
                    if (answer.toUs().isPresent()) {
                        assertEquals(wanted, route(answer.toUs().get()), where);
                    } else {
                        assertEquals(destination(wanted), answer.host() + " " + answer.user(), where);
                        assertTrue(network.reaches(policy, answer.host()), where);
                    }
                }
            }
        }
    }

    private Route route(String address) {
        Resolution resolution = rewriter.resolve(address, surroundings());
        return assertInstanceOf(Route.class, resolution, address);
    }

    /** Host and user at the end of a way that does not lead by us. */
    private static String destination(Route route) {
        String user = route.user();
        return switch (route.mailer()) {
            case "phone" -> user.substring(user.indexOf('%') + 1, user.indexOf('@')) + " " + user.substring(0, user.indexOf('%'));
            case "tcp" -> route.host() + " " + user.substring(0, user.lastIndexOf('@'));
            default -> route.host() + " " + user;
        };
    }

    /** An address of one of the networks, as people there, or here, write it. */
    private String origin() {
        String user = word() + (random.nextInt(4) == 0 ? "." + word() : "");
        return switch (random.nextInt(14)) {
            case 0 -> user;
            case 1 -> one("ucsfcgl", "decvax", "research", "mcvax", "elsewhere") + "!" + user;
            case 2 -> one("ucsfcgl", "decvax", "research") + "!" + word() + "!" + word() + "!" + user;
            case 3 -> user + "@" + one("ucsfcgl", "elsewhere") + ".UUCP";
            case 4 -> one("cory", "ernie", "kim") + ":" + user;
            case 5 -> user + "@" + one("cory.Berkeley", "a.cc.berkeley.arpa", "ingvax");
            case 6 -> user + " at " + one("usc-isif", "mit-ai", "su-ai");
            case 7 -> user + "@" + one("usc-isif.ARPA", "mit-mc");
            case 8 -> user + "%" + word() + "@" + one("usc-isif", "mit-ai", "sri-nic");
            case 9 -> user + "@" + one("sri-nic", "bbn-unix.ARPA", "score.stanford", "[10.0.0.51]");
            case 10 -> user + "%" + one("udel-ee", "purdue-cs", "elsewhere") + "@CSNet-Relay";
            case 11 -> user + "@" + one("udel-ee", "elsewhere.CSNET");
            case 12 -> one("cory:", "ucsfcgl!", "research!dwarf!") + user + "@" + one("mit-ai", "sri-nic", "Berkeley");
            default -> "postmaster@CSNet-Relay";
        };
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String word() {
        StringBuilder word = new StringBuilder("x"); // no word of a rule, such as "at", and no name of a host
        for (int i = random.nextInt(5); i >= 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private Surroundings surroundings() {
        MacroScope macros = new MacroScope(policy);
        return new Surroundings() {
            @Override
            public Optional<String> macro(String name) {
                return macros.value(name);
            }

            @Override
            public Optional<RuleSet> service(String ruleSet) {
                return Optional.empty();
            }

            @Override
            public Lookup lookup(String table, String key, List<String> arguments) {
                throw new AssertionError("the example has no tables");
            }

            @Override
            public Trace trace() {
                return Trace.NONE;
            }
        };
    }

    /** Where an answer goes: to us, for this address, or straight to a host. */
    private record Answer(Optional<String> toUs, String host, String user) {

        static Answer toUs(String address) {
            return new Answer(Optional.of(address), "", "");
        }

        static Answer straight(String host, String user) {
            return new Answer(Optional.empty(), host.toLowerCase(Locale.ROOT), user);
        }
    }

    /** How mail programs of each network read an address. They know nothing of ours. */
    private enum Network {

        UUCP("uucp") {
            @Override
            Answer answer(String seen) {
                assertTrue(seen.startsWith("ucbmonet!"), seen); // their only neighbour, so far as we know
                return Answer.toUs(seen.substring(seen.indexOf('!') + 1));
            }

            @Override
            boolean reaches(Policy policy, String host) {
                return false;
            }
        },

        BERKNET("berk") {
            @Override
            Answer answer(String seen) {
                String host = seen.substring(0, seen.indexOf(':'));
                String user = seen.substring(seen.indexOf(':') + 1);
                return host.equals("monet") ? Answer.toUs(user) : Answer.straight(host, user);
            }

            @Override
            boolean reaches(Policy policy, String host) {
                return policy.classes().get("B").contains(host);
            }
        },

        NCP("ncp") {
            @Override
            Answer answer(String seen) {
                String address = seen.replace(" at ", "@");
                String host = address.substring(address.lastIndexOf('@') + 1);
                String user = address.substring(0, address.lastIndexOf('@'));
                return host.equals("Berkeley") ? Answer.toUs(user) : Answer.straight(host, user);
            }

            @Override
            boolean reaches(Policy policy, String host) {
                return policy.classes().get("N").contains(host);
            }
        },

        TCP("tcp") {
            @Override
            Answer answer(String seen) {
                if (seen.startsWith("@")) {
                    assertTrue(seen.startsWith("@Berkeley.ARPA:"), seen); // the first hop takes itself away
                    return Answer.toUs(seen.substring(seen.indexOf(':') + 1));
                }
                String host = seen.substring(seen.lastIndexOf('@') + 1);
                String user = seen.substring(0, seen.lastIndexOf('@'));
                if (host.equalsIgnoreCase(RELAY) && user.contains("%")) {
                    return PHONENET.answer(seen);
                }
                return atBerkeley(host) ? Answer.toUs(seen) : Answer.straight(host, user);
            }

            @Override
            boolean reaches(Policy policy, String host) {
                return host.startsWith("[") || !host.contains(".")
                        || policy.classes().get("T").contains(host.replaceFirst("\\.arpa$", ""));
            }
        },

        PHONENET("phone") {
            /** The relay takes itself away, and is on the ARPANET, where it speaks TCP. */
            @Override
            Answer answer(String seen) {
                String host = seen.substring(seen.lastIndexOf('@') + 1);
                String user = seen.substring(0, seen.lastIndexOf('@'));
                assertTrue(host.equalsIgnoreCase(RELAY), seen);
                if (!user.contains("%")) {
                    return Answer.straight(host, user);
                }
                String next = user.substring(user.lastIndexOf('%') + 1);
                String rest = user.substring(0, user.lastIndexOf('%'));
                return atBerkeley(next) ? Answer.toUs(rest + "@" + next) : Answer.straight(next, rest);
            }

            @Override
            boolean reaches(Policy policy, String host) {
                return TCP.reaches(policy, host);
            }
        };

        private final String mailer;

        Network(String mailer) {
            this.mailer = mailer;
        }

        abstract Answer answer(String seen);

        abstract boolean reaches(Policy policy, String host);

        private static boolean atBerkeley(String host) {
            return ("." + host).toLowerCase(Locale.ROOT).endsWith(".berkeley.arpa");
        }
    }
}
