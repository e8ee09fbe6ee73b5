package org.fingerpost.user.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who this process is and what it may do, as Linux shows it in {@code /proc/self/status}.
 *
 * @param uid          effective
 * @param gid          effective
 * @param groups       supplementary ones
 * @param capabilities effective ones, a bit each (capabilities(7))
 */
record ProcessRights(int uid, int gid, List<Integer> groups, long capabilities) {

    private static final int CAP_SETGID = 6;
    private static final int CAP_SETUID = 7;
    private static final int EFFECTIVE = 1;

    ProcessRights {
        groups = List.copyOf(groups);
    }

    /** @throws IOException if the file is not there, or is none of Linux's */
    static ProcessRights read(Path status) throws IOException {
        Map<String, String[]> lines = new HashMap<>();
        for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1).strip().split("\\s+"));
            }
        }
        try {
            List<Integer> groups = new ArrayList<>();
            for (String group : lines.get("Groups")) {
                if (!group.isEmpty()) {
                    groups.add(Integer.parseUnsignedInt(group));
                }
            }
            return new ProcessRights(Integer.parseUnsignedInt(lines.get("Uid")[EFFECTIVE]),
                    Integer.parseUnsignedInt(lines.get("Gid")[EFFECTIVE]), groups,
                    Long.parseUnsignedLong(lines.get("CapEff")[0], 16));
        } catch (NullPointerException | ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException(status + " does not say who this process is", e);
        }
    }

    boolean maySetIds() {
        return has(CAP_SETUID) && has(CAP_SETGID);
    }

    private boolean has(int capability) {
        return (capabilities >>> capability & 1) != 0;
    }
}
