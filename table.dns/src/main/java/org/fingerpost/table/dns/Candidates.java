package org.fingerpost.table.dns;

import java.util.ArrayList;
import java.util.List;

/** The names that a written one may stand for, in the order in which they are asked for, as resolver(5) has it. */
final class Candidates {

    private Candidates() {
    }

    /** A name that ends with a dot is complete; one with a dot in it is tried as it is first, one without last. */
    static List<String> of(String written, List<String> searchList) {
        if (written.endsWith(".")) {
            return List.of(written);
        }
        List<String> names = new ArrayList<>();
        searchList.forEach(domain -> names.add(written + "." + domain));
        names.add(written.indexOf('.') >= 0 ? 0 : names.size(), written);
        return names;
    }
}
