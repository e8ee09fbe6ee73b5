package org.fingerpost.user.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.fingerpost.api.unix.Account;

/** The groups of users by getgrouplist(3), whichever way the machine knows them; kept for a short while. Any thread. */
class Groups {

    private static final int USUAL = 64;
    private static final int MOST = 65_536; // NGROUPS_MAX
    private static final int MAX_ENTRIES = 10_000;

    private record Membership(List<Integer> groups, long expires) {
    }

    private final long keepNanos;
    private final LongSupplier nanoTime;
    private final Map<Account, Membership> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Account, Membership> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** @param nanoTime a clock as {@link System#nanoTime} */
    Groups(Duration keep, LongSupplier nanoTime) {
        this.keepNanos = keep.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * The account's own group and all others that it is in.
     *
     * @throws IOException if that cannot be said
     */
    final List<Integer> of(Account account) throws IOException {
        synchronized (known) {
            Membership membership = known.get(account);
            if (membership != null && nanoTime.getAsLong() - membership.expires < 0) {
                return membership.groups;
            }
        }
        List<Integer> groups = account.name().isEmpty() ? List.of(account.gid()) : List.copyOf(ask(account));
        synchronized (known) {
            known.put(account, new Membership(groups, nanoTime.getAsLong() + keepNanos));
        }
        return groups;
    }

    /** What the system says, in its order. */
    List<Integer> ask(Account account) throws IOException {
        byte[] name = (account.name() + "\0").getBytes(StandardCharsets.ISO_8859_1);
        for (int room = USUAL; room <= MOST; room *= 4) {
            int[] groups = new int[room];
            int[] count = {room};
            if (LinuxCalls.getgrouplist(name, account.gid(), groups, count) >= 0) {
                return Arrays.stream(groups, 0, count[0]).boxed().toList();
            }
        }
        throw new IOException("user " + account.name() + " is in more groups than a process can have");
    }
}
