package org.fingerpost.itest.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the programs of a test run. */
public interface Place {

    /**
     * Where the test itself runs. A router that could become other users would do so, but they cannot get at the folders of tests:
     * whoever runs the tests, it is only itself. With other users it runs on a machine of its own (package {@code users}).
     */
    Place HERE = new Place() {

        @Override
        public Path home() {
            return Distribution.home();
        }

        @Override
        public Path inside(Path path) {
            return path;
        }

        @Override
        public List<String> command(List<String> command) {
            List<String> all = new ArrayList<>(OTHERS_ARE_OUT_OF_REACH);
            all.addAll(command);
            return all;
        }
    };

    /** Root without the right to be somebody else. */
    List<String> OTHERS_ARE_OUT_OF_REACH = System.getProperty("user.name").equals("root")
            ? List.of("setpriv", "--bounding-set=-setuid,-setgid", "--") : List.of();

    /** The distribution, as programs there see it. */
    Path home();

    /** What programs there call a file that the test calls {@code path}. */
    Path inside(Path path);

    /** What runs {@code command} there. */
    List<String> command(List<String> command);

    /** The process of a {@link #command} that was started as {@code started}. */
    default ProcessHandle process(Process started) {
        return started.toHandle();
    }
}
