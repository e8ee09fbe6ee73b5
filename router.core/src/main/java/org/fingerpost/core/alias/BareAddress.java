package org.fingerpost.core.alias;

/** The address of an item: without comments in parentheses, and without what stands beside angle brackets (RFC 5322 §3.4). */
final class BareAddress {

    private BareAddress() {
    }

    /** The item as it is if its brackets or quotes do not match: the rules say what is wrong with it. */
    static String of(String item) {
        StringBuilder outside = new StringBuilder();
        StringBuilder inside = null;
        boolean quoted = false;
        boolean bracketed = false;
        int comments = 0;
        for (int i = 0; i < item.length(); i++) {
            char c = item.charAt(i);
            StringBuilder kept = bracketed ? inside : outside;
            if (c == '\\' && i + 1 < item.length()) {
                if (comments == 0) {
                    kept.append(c).append(item.charAt(i + 1));
                }
                i++;
            } else if (comments > 0) {
                comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (c == '"') {
                quoted = !quoted;
                kept.append(c);
            } else if (!quoted && c == '(') {
                comments++;
            } else if (!quoted && c == '<') {
                if (inside != null) {
                    return item;
                }
                inside = new StringBuilder();
                bracketed = true;
            } else if (!quoted && c == '>') {
                if (!bracketed) {
                    return item;
                }
                bracketed = false;
            } else {
                kept.append(c);
            }
        }
        String bare = (inside != null ? inside : outside).toString().strip();
        return quoted || bracketed || comments > 0 || bare.isEmpty() && inside != null ? item : bare;
    }
}
