package org.fingerpost.rules.cf;

/** A user, and perhaps a group: {@code user}, {@code user:group}, {@code 1000.1000}. Any of {@code : . /} separates them. */
final class Account {

    private static final String SEPARATORS = ":./";

    private Account() {
    }

    /** What is wrong with one, in sendmail's words: {@code unknown user x}; empty if all is well. */
    static String objection(String text, String separators, Accounts accounts) {
        int cut = 0;
        while (cut < text.length() && separators.indexOf(text.charAt(cut)) < 0) {
            cut++;
        }
        String user = text.substring(0, cut);
        if (!isNumber(user) && !accounts.hasUser(user)) {
            return "unknown user " + user;
        }
        String group = cut < text.length() ? text.substring(cut + 1) : "";
        return group.isEmpty() || isNumber(group) || accounts.hasGroup(group) ? "" : "unknown group " + group;
    }

    static String objection(String text, Accounts accounts) {
        return objection(text, SEPARATORS, accounts);
    }

    /** As C reads one: what follows the digits does not matter. */
    static boolean isNumber(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }
}
