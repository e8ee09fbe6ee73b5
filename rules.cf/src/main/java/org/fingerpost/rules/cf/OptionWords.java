package org.fingerpost.rules.cf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Options whose values are words of a list, and what a character of a value of others may be. */
final class OptionWords {

    static final List<String> PRIVACY = words("public needmailhelo needexpnhelo needvrfyhelo noexpn novrfy restrictexpand "
            + "restrictmailq restrictqrun noetrn noverb authwarnings noreceipts nobodyreturn goaway noactualrecipient");
    static final List<String> RESOLVER = words("debug aaonly usevc primary igntc recurse defnames stayopen dnsrch use_edns0 "
            + "use_dnssec trustad haswildcardmx workaroundbrokenaaaa true");
    static final List<String> NO_RECIPIENT = words("none add-to add-apparently-to add-bcc add-to-undisclosed");
    static final List<String> SSL = List.of(words("ALL ALLOW_NO_DHE_KEX ALLOW_UNSAFE_LEGACY_RENEGOTIATION "
            + "CIPHER_SERVER_PREFERENCE CISCO_ANYCONNECT COOKIE_EXCHANGE CRYPTOPRO_TLSEXT_BUG DONT_INSERT_EMPTY_FRAGMENTS "
            + "ENABLE_MIDDLEBOX_COMPAT EPHEMERAL_RSA LEGACY_SERVER_CONNECT MICROSOFT_BIG_SSLV3_BUFFER "
            + "MICROSOFT_SESS_ID_BUG MSIE_SSLV2_RSA_PADDING NETSCAPE_CA_DN_BUG NETSCAPE_CHALLENGE_BUG "
            + "NETSCAPE_DEMO_CIPHER_CHANGE_BUG NETSCAPE_REUSE_CIPHER_CHANGE_BUG NO_ANTI_REPLAY NO_COMPRESSION "
            + "NO_ENCRYPT_THEN_MAC NO_QUERY_MTU NO_RENEGOTIATION NO_SESSION_RESUMPTION_ON_RENEGOTIATION NO_SSLv2 NO_SSLv3 "
            + "NO_TICKET NO_TLSv1 NO_TLSv1_1 NO_TLSv1_2 NO_TLSv1_3 PKCS1_CHECK_1 PKCS1_CHECK_2 PRIORITIZE_CHACHA "
            + "SINGLE_DH_USE SINGLE_ECDH_USE SSLEAY_080_CLIENT_DH_BUG SSLREF2_REUSE_CERT_TYPE_BUG TLSEXT_PADDING "
            + "TLS_BLOCK_PADDING_BUG TLS_D5_BUG TLS_ROLLBACK_BUG")
            .stream().map(word -> "SSL_OP_" + word).toArray(String[]::new));
    /** Sub-options of Timeout. */
    static final List<String> TIMEOUTS = words("connect iconnect aconnect initial command mail rcpt helo datainit datablock "
            + "datafinal rset quit misc ident fileopen hoststatus control lhlo auth starttls resolver.retrans "
            + "resolver.retrans.normal resolver.retrans.first resolver.retry resolver.retry.normal resolver.retry.first "
            + "queuewarn queuewarn.* queuewarn.normal queuewarn.urgent queuewarn.non-urgent queuewarn.dsn queuereturn "
            + "queuereturn.* queuereturn.normal queuereturn.urgent queuereturn.non-urgent queuereturn.dsn");
    /** Sub-options of Milter. */
    static final List<String> MILTER = words("loglevel macros.connect macros.helo macros.envfrom macros.envrcpt macros.data "
            + "macros.eom macros.eoh");
    static final Set<String> TIMES = Set.of("AliasWait", "ConnectionCacheTimeout", "ConnectionRateWindowSize",
            "DeliverByMin", "DialDelay",
            "MaxQueueAge", "MinQueueAge", "RejectLogInterval");
    static final Set<String> NUMBERS = Set.copyOf(words("MinFreeBlocks CheckpointInterval MaxHopCount ConnectionCacheSize "
            + "LogLevel QueueFactor QueueLA RefuseLA RecipientFactor ClassFactor RetryFactor MaxMessageSize "
            + "MaxQueueRunSize MaxDaemonChildren ConnectionRateThrottle MaxRecipientsPerMessage MaxAliasRecursion "
            + "DataFileBufferSize XscriptFileBufferSize BadRcptThrottle BadRcptShutdown MaxQueueChildren "
            + "MaxRunnersPerQueue NiceQueueRun AuthMaxBits DelayLA FastSplit MaxNOOPCommands MaxMimeHeaderLength "
            + "MaxHeadersLength TempFileMode QueueFileMode"));
    static final Set<String> BOOLEANS = Set.copyOf(words("SevenBitInput HoldExpensive SaveFromLine MatchGECOS IgnoreDots "
            + "SendMimeErrors UseErrorsTo MeToo CheckAliases OldStyleHeaders DontPruneRoutes Verbose TryNullMXList "
            + "ForkEachJob ColonOkInAddr DontExpandCnames DontInitGroups SingleLineFromHeader AllowBogusHELO "
            + "UnsafeGroupWrites SingleThreadDelivery RrtImpliesDsn UseMSP SoftBounce RequiresDirfsync RejectNUL "
            + "UseCompressedIPv6Addresses TLSFallbacktoClear"));
    /** Single letters that a value may begin with, by option, and what they are called. */
    static final Map<String, String> MODES = Map.of("DeliveryMode", "biqd", "EightBitMode", "mps");
    static final Map<String, String> FLAGS = Map.of("AuthOptions", "aAcdfmpy", "TLSSrvOptions", "CV");

    private OptionWords() {
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** Without regard to case. */
    static boolean has(List<String> words, String word) {
        return words.contains(word) || words.contains(word.toLowerCase(Locale.ROOT))
                || words.stream().anyMatch(word::equalsIgnoreCase);
    }
}
