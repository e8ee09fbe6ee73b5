package org.fingerpost.testmode;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.policy.MacroScope;

/** What {@code -d0} shows: the version, the names of the machine, the policy and its mailers. */
final class SystemReport {

    private static final int VERSION = 1;
    private static final int NAMES = 4;
    private static final int FILES = 10;
    private static final int MAILERS = 20;

    private final Policy policy;
    private final Path file;

    /** @param file that the policy was read from */
    SystemReport(Policy policy, Path file) {
        this.policy = policy;
        this.file = file;
    }

    static void beforeReading(DebugLevels debug, PrintStream out) {
        if (debug.at(DebugLevels.SYSTEM, VERSION)) {
            String own = SystemReport.class.getPackage().getImplementationVersion();
            new Screen(out).line("Version " + LoadMessages.VERSION + " (Fingerpost" + (own == null ? "" : " " + own) + ")");
        }
    }

    void print(DebugLevels debug, PrintStream out) {
        Screen screen = new Screen(out);
        MacroScope macros = new MacroScope(policy);
        if (debug.at(DebugLevels.SYSTEM, NAMES)) {
            screen.line("Canonical name: " + macros.value("j").orElse(""));
            screen.line(" UUCP nodename: " + macros.value("k").orElse(""));
            policy.classes().getOrDefault("w", Set.of()).forEach(name -> screen.line("\ta.k.a.: " + name));
        }
        if (debug.at(DebugLevels.SYSTEM, FILES)) {
            screen.line("     Conf file:\t" + file + " (selected)");
        }
        if (debug.at(DebugLevels.SYSTEM, VERSION)) {
            screen.print("""

                    ============ SYSTEM IDENTITY (after readcf) ============
                          (short domain name) $w = %s
                      (canonical domain name) $j = %s
                             (subdomain name) $m = %s
                                  (node name) $k = %s
                    ========================================================

                    """.formatted(value(macros, "w"), value(macros, "j"), value(macros, "m"), value(macros, "k")));
        }
        if (debug.at(DebugLevels.SYSTEM, MAILERS)) {
            MailerLine line = new MailerLine(policy, Accounts.ofMachine());
            int number = 0;
            for (MailerDefinition mailer : Mailers.of(policy)) {
                screen.line(line.of(number++, mailer));
            }
        }
    }

    private static String value(MacroScope macros, String name) {
        return macros.value(name).orElse("(null)");
    }
}
