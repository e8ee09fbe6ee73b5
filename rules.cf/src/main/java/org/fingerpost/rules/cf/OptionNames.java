package org.fingerpost.rules.cf;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The options of sendmail, by their long names and by the letters of old (Installation and Operation Guide, §5.6). */
final class OptionNames {

    /** In sendmail's order, which decides what an ambiguous abbreviation is said to match. */
    private static final List<String> ALL = List.of(("7:SevenBitInput 8:EightBitMode A:AliasFile a:AliasWait B:BlankSub "
            + "b:MinFreeBlocks C:CheckpointInterval c:HoldExpensive d:DeliveryMode E:ErrorHeader e:ErrorMode "
            + "F:TempFileMode f:SaveFromLine G:MatchGECOS H:HelpFile h:MaxHopCount I:ResolverOptions i:IgnoreDots "
            + "J:ForwardPath j:SendMimeErrors k:ConnectionCacheSize K:ConnectionCacheTimeout l:UseErrorsTo L:LogLevel "
            + "m:MeToo n:CheckAliases o:OldStyleHeaders O:DaemonPortOptions p:PrivacyOptions P:PostmasterCopy "
            + "q:QueueFactor Q:QueueDirectory R:DontPruneRoutes r:Timeout S:StatusFile s:SuperSafe T:QueueTimeout "
            + "t:TimeZoneSpec U:UserDatabaseSpec u:DefaultUser V:FallbackMXhost v:Verbose w:TryNullMXList x:QueueLA "
            + "X:RefuseLA y:RecipientFactor Y:ForkEachJob z:ClassFactor Z:RetryFactor QueueSortOrder HostsFile "
            + "MinQueueAge DefaultCharSet ServiceSwitchFile DialDelay NoRecipientAction SafeFileEnvironment "
            + "MaxMessageSize ColonOkInAddr MaxQueueRunSize MaxDaemonChildren DontExpandCnames MustQuoteChars "
            + "SmtpGreetingMessage UnixFromLine OperatorChars DontInitGroups SingleLineFromHeader AllowBogusHELO "
            + "ConnectionRateThrottle UnsafeGroupWrites DoubleBounceAddress HostStatusDirectory SingleThreadDelivery "
            + "RunAsUser RrtImpliesDsn PidFile DontBlameSendmail DontProbeInterfaces MaxRecipientsPerMessage "
            + "DeadLetterDrop MaxAliasRecursion ConnectOnlyTo TrustedUser MaxMimeHeaderLength ControlSocketName "
            + "MaxHeadersLength ProcessTitlePrefix DefaultAuthInfo AuthMechanisms ClientPortOptions DataFileBufferSize "
            + "XscriptFileBufferSize LDAPDefaultSpec ServerCertFile ServerKeyFile ClientCertFile ClientKeyFile CACertFile "
            + "CACertPath DHParameters InputMailFilters Milter AuthOptions QueueFileMode CertFingerprintAlgorithm "
            + "CipherList RandFile TLSSrvOptions BadRcptThrottle DeliverByMin MaxQueueChildren MaxRunnersPerQueue "
            + "DirectSubmissionModifiers NiceQueueRun SharedMemoryKey AuthMaxBits MailboxDatabase UseMSP DelayLA "
            + "FastSplit SoftBounce SharedMemoryKeyFile RejectLogInterval RequiresDirfsync ConnectionRateWindowSize "
            + "CRLFile FallbackSmartHost AuthRealm CRLPath HeloName MaxNOOPCommands BadRcptShutdown BadRcptShutdownGood "
            + "ServerSSLOptions ClientSSLOptions MaxQueueAge RejectNUL UseCompressedIPv6Addresses SSLEngine SSLEnginePath "
            + "TLSFallbacktoClear SetCertAltnames SmtpUTF8 StrictTransportSecurity CipherSuites").split(" "));
    private static final Map<Character, String> LETTERS = new HashMap<>();
    private static final List<String> LONG_NAMES = ALL.stream().map(entry -> entry.substring(entry.indexOf(':') + 1)).toList();
    private static final Map<String, String> LOWER = new HashMap<>();

    static {
        ALL.stream().filter(entry -> entry.indexOf(':') == 1).forEach(entry -> LETTERS.put(entry.charAt(0), entry.substring(2)));
        LONG_NAMES.forEach(name -> LOWER.put(lower(name), name));
        LETTERS.put('g', "DefaultGroup"); // has no long name
    }

    private OptionNames() {
    }

    static Optional<String> ofLetter(char letter) {
        return Optional.ofNullable(LETTERS.get(letter));
    }

    /** The option of this name, whatever the case of its letters. */
    static Optional<String> exactly(String name) {
        return Optional.ofNullable(LOWER.get(lower(name)));
    }

    /** The options that begin with this. */
    static List<String> startingWith(String prefix) {
        String lower = lower(prefix);
        return LONG_NAMES.stream().filter(name -> lower(name).startsWith(lower)).toList();
    }

    /** The option whose name is most like this one, if any is like it. */
    static Optional<String> like(String name) {
        return Spelling.nearest(name, LONG_NAMES);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
