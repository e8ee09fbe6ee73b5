package org.fingerpost.api.unix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator lets pass that is otherwise refused: the words of sendmail's option {@code DontBlameSendmail}
 * (Sendmail Installation and Operation Guide, 5.6). Each excuses one fault of one kind of file.
 */
public enum Excuse {

    /** chown(2) is for root alone: always so on the systems that this runs on. */
    ASSUME_SAFE_CHOWN("AssumeSafeChown"),
    CLASS_FILE_IN_UNSAFE_DIR_PATH("ClassFileInUnsafeDirPath"),
    DONT_WARN_FORWARD_FILE_IN_UNSAFE_DIR_PATH("DontWarnForwardFileInUnsafeDirPath"),
    ERROR_HEADER_IN_UNSAFE_DIR_PATH("ErrorHeaderInUnsafeDirPath"),
    FILE_DELIVERY_TO_HARD_LINK("FileDeliveryToHardLink"),
    FILE_DELIVERY_TO_SYM_LINK("FileDeliveryToSymLink"),
    FORWARD_FILE_IN_GROUP_WRITABLE_DIR_PATH("ForwardFileInGroupWritableDirPath"),
    FORWARD_FILE_IN_UNSAFE_DIR_PATH("ForwardFileInUnsafeDirPath"),
    FORWARD_FILE_IN_UNSAFE_DIR_PATH_SAFE("ForwardFileInUnsafeDirPathSafe"),
    GROUP_READABLE_DEFAULT_AUTH_INFO_FILE("GroupReadableDefaultAuthInfoFile"),
    GROUP_READABLE_KEY_FILE("GroupReadableKeyFile"),
    GROUP_READABLE_SASL_DB_FILE("GroupReadableSASLDBFile"),
    GROUP_WRITABLE_ALIAS_FILE("GroupWritableAliasFile"),
    /** A folder that its group can write is no danger. */
    GROUP_WRITABLE_DIR_PATH_SAFE("GroupWritableDirPathSafe"),
    GROUP_WRITABLE_FORWARD_FILE("GroupWritableForwardFile"),
    GROUP_WRITABLE_FORWARD_FILE_SAFE("GroupWritableForwardFileSafe"),
    GROUP_WRITABLE_INCLUDE_FILE("GroupWritableIncludeFile"),
    GROUP_WRITABLE_INCLUDE_FILE_SAFE("GroupWritableIncludeFileSafe"),
    GROUP_WRITABLE_SASL_DB_FILE("GroupWritableSASLDBFile"),
    HELP_FILE_IN_UNSAFE_DIR_PATH("HelpFileInUnsafeDirPath"),
    INCLUDE_FILE_IN_GROUP_WRITABLE_DIR_PATH("IncludeFileInGroupWritableDirPath"),
    INCLUDE_FILE_IN_UNSAFE_DIR_PATH("IncludeFileInUnsafeDirPath"),
    INCLUDE_FILE_IN_UNSAFE_DIR_PATH_SAFE("IncludeFileInUnsafeDirPathSafe"),
    INSUFFICIENT_ENTROPY("InsufficientEntropy"),
    LINKED_ALIAS_FILE_IN_WRITABLE_DIR("LinkedAliasFileInWritableDir"),
    LINKED_CLASS_FILE_IN_WRITABLE_DIR("LinkedClassFileInWritableDir"),
    LINKED_FORWARD_FILE_IN_WRITABLE_DIR("LinkedForwardFileInWritableDir"),
    LINKED_INCLUDE_FILE_IN_WRITABLE_DIR("LinkedIncludeFileInWritableDir"),
    LINKED_MAP_IN_WRITABLE_DIR("LinkedMapInWritableDir"),
    LINKED_SERVICE_SWITCH_FILE_IN_WRITABLE_DIR("LinkedServiceSwitchFileInWritableDir"),
    MAP_IN_UNSAFE_DIR_PATH("MapInUnsafeDirPath"),
    /** Programs and files that a list names are not refused because the router may not become other users. */
    NON_ROOT_SAFE_ADDR("NonRootSafeAddr"),
    RUN_PROGRAM_IN_UNSAFE_DIR_PATH("RunProgramInUnsafeDirPath"),
    RUN_WRITABLE_PROGRAM("RunWritableProgram"),
    /** Nobody exchanges the files of others in a folder with the sticky bit. */
    TRUST_STICKY_BIT("TrustStickyBit"),
    WORLD_WRITABLE_ALIAS_FILE("WorldWritableAliasFile"),
    WORLD_WRITABLE_FORWARD_FILE("WorldWritableForwardFile"),
    WORLD_WRITABLE_INCLUDE_FILE("WorldWritableIncludeFile"),
    WRITE_MAP_TO_HARD_LINK("WriteMapToHardLink"),
    WRITE_MAP_TO_SYM_LINK("WriteMapToSymLink"),
    WRITE_STATS_TO_HARD_LINK("WriteStatsToHardLink"),
    WRITE_STATS_TO_SYM_LINK("WriteStatsToSymLink");

    private static final int LONGEST = 60;

    private final String word;

    Excuse(String word) {
        this.word = word;
    }

    /** As sendmail's guide spells it. */
    public String word() {
        return word;
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Excuse::word).toList();
    }

    /** Without regard to case. */
    public static Optional<Excuse> of(String word) {
        return Arrays.stream(values()).filter(excuse -> excuse.word.equalsIgnoreCase(word)).findFirst();
    }

    /** The one that begins most like an unknown word, and ends most like it. */
    static Excuse nearest(String unknown) {
        String word = unknown.substring(0, Math.min(unknown.length(), LONGEST)).toLowerCase(Locale.ROOT);
        Excuse nearest = values()[0];
        for (Excuse excuse : values()) {
            if (likeness(word, excuse.word.toLowerCase(Locale.ROOT)) > likeness(word, nearest.word.toLowerCase(Locale.ROOT))) {
                nearest = excuse;
            }
        }
        return nearest;
    }

    /** How much of the longer word the longest common subsequence is, in thousandths. */
    private static int likeness(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = 0;
            for (int j = 1; j <= b.length(); j++) {
                int here = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
                diagonal = row[j];
                row[j] = here;
            }
        }
        return row[b.length()] * 1000 / Math.max(a.length(), b.length());
    }
}
