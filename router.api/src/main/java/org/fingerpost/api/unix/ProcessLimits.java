package org.fingerpost.api.unix;

/**
 * What a program may use of the machine (setrlimit(2)); each counts for every process that it starts. 0 means no limit of ours.
 *
 * @param cpuSeconds time on processors
 * @param processes  how many processes of its user there may be, those included that it did not start
 * @param fileBytes  the longest file that it may write
 * @param memory     address space, octets
 */
public record ProcessLimits(long cpuSeconds, long processes, long fileBytes, long memory) {

    /** None. */
    public static final ProcessLimits NONE = new ProcessLimits(0, 0, 0, 0);

    /** @throws IllegalArgumentException if one is negative */
    public ProcessLimits {
        if (cpuSeconds < 0 || processes < 0 || fileBytes < 0 || memory < 0) {
            throw new IllegalArgumentException("a limit is 0, for none, or more");
        }
    }
}
