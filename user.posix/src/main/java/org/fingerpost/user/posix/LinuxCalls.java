package org.fingerpost.user.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C library's {@code syscall} and {@code getgrouplist}. The library's own setuid(2) and its kin change all threads of a
 * process, as POSIX wants it; the kernel's system calls, made directly, change the calling thread only.
 */
final class LinuxCalls {

    static {
        Native.register(LinuxCalls.class, NativeLibrary.getProcess());
    }

    private LinuxCalls() {
    }

    static native long syscall(long number, long first, long second, long third) throws LastErrorException;

    static native long syscall(long number, long first, int[] second) throws LastErrorException;

    static native long syscall(long number, int[] first, int[] second) throws LastErrorException;

    /**
     * @param user   a login name, ended by 0
     * @param groups gets the groups
     * @param count  how many there is room for; gets how many there are
     * @return -1 if there was too little room
     */
    static native int getgrouplist(byte[] user, int group, int[] groups, int[] count);
}
