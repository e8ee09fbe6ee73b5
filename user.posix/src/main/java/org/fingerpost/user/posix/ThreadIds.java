package org.fingerpost.user.posix;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import com.sun.jna.LastErrorException;

/**
 * The ids and capabilities that the calling thread acts with. Only the effective ids change: the real and the saved ones stay
 * the router's, so the thread can go back, and no user may send it a signal. The kernel's id for files follows the effective
 * one. While it is somebody else, a thread has no effective capability at all: root's fall away by themselves, those of a
 * service user are taken out here.
 *
 * <p>Any thread, each for itself.
 */
final class ThreadIds {

    private static final long UNCHANGED = -1;
    /** _LINUX_CAPABILITY_VERSION_3 of linux/capability.h, with two sets of three words. */
    private static final int CAPABILITY_VERSION = 0x20080522;
    private static final int EFFECTIVE_LOW = 0;
    private static final int EFFECTIVE_HIGH = 3;
    private static final int CAPABILITY_WORDS = 6;

    /**
     * What a thread acts with.
     *
     * @param groups       supplementary ones, ascending
     * @param capabilities as capget(2) has them
     */
    record Ids(int uid, int gid, List<Integer> groups, List<Integer> capabilities) {

        Ids {
            groups = List.copyOf(groups);
            capabilities = List.copyOf(capabilities);
        }
    }

    private final SystemCalls calls;

    ThreadIds(SystemCalls calls) {
        this.calls = calls;
    }

    /** The calling thread's now. */
    Ids current() throws IOException {
        try {
            int[] groups = new int[(int) LinuxCalls.syscall(calls.getGroups(), 0, 0, 0)];
            if (groups.length > 0) {
                LinuxCalls.syscall(calls.getGroups(), groups.length, groups);
            }
            return new Ids((int) LinuxCalls.syscall(calls.effectiveUid(), 0, 0, 0),
                    (int) LinuxCalls.syscall(calls.effectiveGid(), 0, 0, 0),
                    sorted(groups), list(capabilities()));
        } catch (LastErrorException e) {
            throw new IOException("the system does not say who the thread is: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the calling thread a user without any privilege, and sees that it is.
     *
     * @throws IOException if it is not, or not wholly; {@link #restore} it then
     */
    void become(int uid, int gid, List<Integer> groups) throws IOException {
        try {
            setGroups(groups);
            LinuxCalls.syscall(calls.setGids(), UNCHANGED, gid, UNCHANGED);
            LinuxCalls.syscall(calls.setUids(), UNCHANGED, uid, UNCHANGED);
            dropCapabilities();
        } catch (LastErrorException e) {
            throw new IOException("the system does not let the router become user " + uid + ": " + e.getMessage(), e);
        }
        Ids now = current();
        if (now.uid() != uid || now.gid() != gid || !now.groups().equals(sorted(toArray(groups))) || isCapable(now)) {
            throw new IOException("the system did not make the router user " + uid + " but " + now);
        }
    }

    /** @throws IOException if the calling thread does not have these ids now */
    void restore(Ids ids) throws IOException {
        try {
            LinuxCalls.syscall(calls.setUids(), UNCHANGED, ids.uid(), UNCHANGED);
            setCapabilities(toArray(ids.capabilities()));
            LinuxCalls.syscall(calls.setGids(), UNCHANGED, ids.gid(), UNCHANGED);
            setGroups(ids.groups());
        } catch (LastErrorException e) {
            throw new IOException("the system does not give the router its ids back: " + e.getMessage(), e);
        }
        Ids now = current();
        if (!now.equals(ids)) {
            throw new IOException("the router has not got its ids back: " + now + " instead of " + ids);
        }
    }

    private void setGroups(List<Integer> groups) {
        LinuxCalls.syscall(calls.setGroups(), groups.size(), toArray(groups));
    }

    private void dropCapabilities() {
        int[] words = capabilities();
        words[EFFECTIVE_LOW] = 0;
        words[EFFECTIVE_HIGH] = 0;
        setCapabilities(words);
    }

    private static boolean isCapable(Ids ids) {
        return ids.capabilities().get(EFFECTIVE_LOW) != 0 || ids.capabilities().get(EFFECTIVE_HIGH) != 0;
    }

    private int[] capabilities() {
        int[] words = new int[CAPABILITY_WORDS];
        LinuxCalls.syscall(calls.getCapabilities(), header(), words);
        return words;
    }

    private void setCapabilities(int[] words) {
        LinuxCalls.syscall(calls.setCapabilities(), header(), words);
    }

    /** 0 is the calling thread. */
    private static int[] header() {
        return new int[] {CAPABILITY_VERSION, 0};
    }

    private static List<Integer> sorted(int[] groups) {
        return Arrays.stream(groups).sorted().boxed().toList();
    }

    private static List<Integer> list(int[] words) {
        return Arrays.stream(words).boxed().toList();
    }

    private static int[] toArray(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
