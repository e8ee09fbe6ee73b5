package org.fingerpost.itest.process;

import java.nio.file.Path;
import java.util.List;

/** Where the programs of a test run. */
public interface Place {

    /** Where the test itself runs. */
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
            return command;
        }
    };

    /** The distribution, as programs there see it. */
    Path home();

    /** What programs there call a file that the test calls {@code path}. */
    Path inside(Path path);

    /** What runs {@code command} there. */
    List<String> command(List<String> command);
}
