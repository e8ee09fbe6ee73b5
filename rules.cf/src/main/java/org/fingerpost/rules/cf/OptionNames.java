package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The options of sendmail, by their long names and by the letters of old (Installation and Operation Guide, §5.6). */
final class OptionNames {

    private static final Map<Character, String> LETTERS = new TreeMap<>();
    private static final List<String> LONG_NAMES = new ArrayList<>();

    static {
        letters("7 SevenBitInput", "8 EightBitMode", "A AliasFile", "a AliasWait", "B BlankSub", "b MinFreeBlocks",
                "C CheckpointInterval", "c HoldExpensive", "D AutoRebuildAliases", "d DeliveryMode", "E ErrorHeader", "e ErrorMode",
                "F TempFileMode", "f SaveFromLine", "G MatchGECOS", "g DefaultGroup", "H HelpFile", "h MaxHopCount",
                "I ResolverOptions", "i IgnoreDots", "J ForwardPath", "j SendMimeErrors", "K ConnectionCacheTimeout",
                "k ConnectionCacheSize", "L LogLevel", "l UseErrorsTo", "m MeToo", "n CheckAliases", "O DaemonPortOptions",
                "o OldStyleHeaders", "P PostmasterCopy", "p PrivacyOptions", "Q QueueDirectory", "q QueueFactor", "R DontPruneRoutes",
                "r Timeout", "S StatusFile", "s SuperSafe", "T QueueTimeout", "t TimeZoneSpec", "U UserDatabaseSpec",
                "u DefaultUser", "V FallbackMXhost", "v Verbose", "w TryNullMXList", "X RefuseLA", "x QueueLA", "Y ForkEachJob",
                "y RecipientFactor", "Z RetryFactor", "z ClassFactor");
        LONG_NAMES.addAll(LETTERS.values());
        LONG_NAMES.addAll(List.of(("AllowBogusHELO AuthMaxBits AuthMechanisms AuthOptions AuthRealm BadRcptThrottle CACertFile "
                + "CACertPath CRLFile CertFingerprintAlgorithm CipherList ClientCertFile ClientKeyFile ClientPortOptions "
                + "ClientSSLOptions ColonOkInAddr ConnectOnlyTo ConnectionRateThrottle ConnectionRateWindowSize ControlSocketName "
                + "DataFileBufferSize DeadLetterDrop DefaultAuthInfo DefaultCharSet DelayLA DeliverByMin DHParameters DialDelay "
                + "DirectSubmissionModifiers DontBlameSendmail DontExpandCnames DontInitGroups DontProbeInterfaces "
                + "DoubleBounceAddress FallBackSmartHost FastSplit HeloName HostStatusDirectory HostsFile IPv6Only InputMailFilters "
                + "InputMailFiltersTimeout LDAPDefaultSpec MailboxDatabase MaxAliasRecursion MaxDaemonChildren MaxHeadersLength "
                + "MaxMessageSize MaxMimeHeaderLength MaxNOOPCommands MaxQueueAge MaxQueueChildren MaxQueueRunSize "
                + "MaxRecipientsPerMessage MaxRunnersPerQueue Milter MinQueueAge MustQuoteChars NiceQueueRun NoRecipientAction "
                + "OperatorChars PidFile ProcessTitlePrefix QueueFileMode QueueSortOrder RandFile RefuseLowMem RejectLogInterval RejectNUL "
                + "RequiresDirfsync RrtImpliesDsn RunAsUser SafeFileEnvironment ServerCertFile ServerKeyFile ServerSSLOptions "
                + "ServiceSwitchFile SharedMemoryKey SharedMemoryKeyFile SingleLineFromHeader SingleThreadDelivery "
                + "SmtpGreetingMessage SoftBounce TLSSrvOptions TrustedUser UnixFromLine UnsafeGroupWrites UseCompressedIPv6Addresses "
                + "UseMSP XscriptFileBufferSize").split(" ")));
    }

    private OptionNames() {
    }

    private static void letters(String... pairs) {
        for (String pair : pairs) {
            LETTERS.put(pair.charAt(0), pair.substring(2));
        }
    }

    static Optional<String> ofLetter(char letter) {
        return Optional.ofNullable(LETTERS.get(letter));
    }

    /** The options that {@code prefix} may mean, without regard to case; the one alone that is exactly it, if there is one. */
    static List<String> startingWith(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        List<String> found = LONG_NAMES.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(lower)).toList();
        List<String> exact = found.stream().filter(name -> name.length() == prefix.length()).toList();
        return prefix.isEmpty() ? List.of() : exact.isEmpty() ? found : exact;
    }
}
