package org.fingerpost.user.posix;

import java.util.Map;
import java.util.Optional;

/**
 * The numbers of the system calls, which differ between machines (arch/x86/entry/syscalls/syscall_64.tbl,
 * include/uapi/asm-generic/unistd.h).
 */
record SystemCalls(long setGroups, long getGroups, long setUids, long setGids, long effectiveUid, long effectiveGid,
                   long getCapabilities, long setCapabilities) {

    private static final SystemCalls X86_64 = new SystemCalls(116, 115, 117, 119, 107, 108, 125, 126);
    private static final SystemCalls ARM_64 = new SystemCalls(159, 158, 147, 149, 175, 177, 90, 91);
    private static final Map<String, SystemCalls> BY_MACHINE = Map.of("amd64", X86_64, "x86_64", X86_64, "aarch64", ARM_64);

    /** @param machine the system property {@code os.arch} */
    static Optional<SystemCalls> of(String machine) {
        return Optional.ofNullable(BY_MACHINE.get(machine));
    }
}
