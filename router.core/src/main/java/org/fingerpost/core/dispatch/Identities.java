package org.fingerpost.core.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Accounts;
import org.fingerpost.api.unix.Impersonation;
import org.fingerpost.core.services.Services;

/**
 * Says in whose name a mailer acts for a recipient (Installation and Operation Guide §5.4, fields U=, flags S and o, option
 * {@code DefaultUser}). Root's own programs and files are the default user's. One thread.
 */
final class Identities {

    private static final char AS_RECIPIENT = 'o';
    private static final char AS_ROUTER = 'S';
    /** Who the default user is if the policy does not say, the first that the machine has; then user 1, group 1. */
    private static final List<String> USUAL_DEFAULTS = List.of("mailnull", "sendmail", "daemon");
    private static final int LEAST_ID = 1;

    private final Policy policy;
    private final Services services;

    Identities(Policy policy, Services services) {
        this.policy = policy;
        this.services = services;
    }

    /**
     * The user; empty for the router itself, as always if it may not become others.
     *
     * @param controller the login name of the owner of the list or forward file that names a program or file; empty for none
     * @param recipient  what the recipient is to its mailer, a login name perhaps; empty for programs and files
     * @throws NobodyException if that cannot be said now
     */
    Optional<Account> of(MailerDefinition mailer, String controller, String recipient) throws NobodyException {
        if (!isAsked(mailer) || !impersonation().isPrivileged()) {
            return Optional.empty();
        }
        try {
            return of(mailer, controller, recipient, accounts());
        } catch (IOException e) {
            throw new NobodyException("the machine does not say who its users are: " + e.getMessage());
        }
    }

    private Optional<Account> of(MailerDefinition mailer, String controller, String recipient, Accounts accounts)
            throws IOException, NobodyException {
        boolean asRecipient = mailer.has(AS_RECIPIENT);
        if (mailer.has(AS_ROUTER)) {
            return mailer.equate('U').isPresent() ? ofDefinition(mailer, accounts) : Optional.empty();
        }
        if (asRecipient && !controller.isEmpty()) {
            Account account = accounts.named(controller)
                    .orElseThrow(() -> new NobodyException("there is no user " + controller + " any more"));
            return account.isRoot() ? ofDefinition(mailer, accounts) : Optional.of(account);
        }
        Optional<Account> own = asRecipient && !recipient.isEmpty() ? accounts.named(recipient) : Optional.empty();
        if (own.isEmpty()) {
            return ofDefinition(mailer, accounts);
        }
        // Root's mailbox is the router's to write: no file of a user has asked for it.
        return own.get().isRoot() ? isFile(mailer) ? Optional.empty() : ofDefinition(mailer, accounts) : own;
    }

    /** What goes over the network and what other bundles do is the router's, unless the definition says whose it is. */
    private static boolean isAsked(MailerDefinition mailer) {
        return mailer.isProgram() || mailer.service().equals("prog") || isFile(mailer)
                || mailer.has(AS_RECIPIENT) || mailer.equate('U').isPresent();
    }

    private static boolean isFile(MailerDefinition mailer) {
        return mailer.service().equals("file");
    }

    private Optional<Account> ofDefinition(MailerDefinition mailer, Accounts accounts) throws IOException, NobodyException {
        Optional<String> user = mailer.equate('U');
        Account account = user.isPresent() ? read(user.get(), accounts) : ofPolicy(accounts);
        return Optional.of(account.isRoot() ? usual(accounts) : account);
    }

    private Account ofPolicy(Accounts accounts) throws IOException, NobodyException {
        Optional<String> option = policy.option("DefaultUser").map(String::strip).filter(value -> !value.isEmpty());
        return option.isPresent() ? read(option.get(), accounts) : usual(accounts);
    }

    private static Account usual(Accounts accounts) throws IOException {
        for (String name : USUAL_DEFAULTS) {
            Optional<Account> account = accounts.named(name).filter(found -> !found.isRoot());
            if (account.isPresent()) {
                return account.get();
            }
        }
        return accounts.numbered(LEAST_ID).orElse(numbers(LEAST_ID, LEAST_ID));
    }

    /** {@code user}, {@code user:group}, with numbers or names; a {@code .} or {@code /} will do, and blanks beside it. */
    private static Account read(String text, Accounts accounts) throws IOException, NobodyException {
        String[] parts = text.strip().split("\\s*[:./]\\s*|\\s+", 2);
        Account user = user(parts[0], accounts);
        if (parts.length == 1 || parts[1].isEmpty()) {
            return user;
        }
        OptionalInt group = isNumber(parts[1]) ? number(parts[1]) : accounts.group(parts[1]);
        int gid = group.orElseThrow(() -> new NobodyException("there is no group " + parts[1]));
        return new Account(user.name(), user.uid(), gid, user.gecos(), user.home(), user.shell());
    }

    private static Account user(String text, Accounts accounts) throws IOException, NobodyException {
        if (!isNumber(text)) {
            return accounts.named(text).orElseThrow(() -> new NobodyException("there is no user " + text));
        }
        int uid = number(text).orElseThrow(() -> new NobodyException("there is no user " + text));
        return accounts.numbered(uid).orElse(numbers(uid, LEAST_ID));
    }

    private static Account numbers(int uid, int gid) {
        return new Account("", uid, gid, "", "", "");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static OptionalInt number(String digits) {
        try {
            return OptionalInt.of(Integer.parseInt(digits));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Who does not know whether it may become users must not act as itself: it may be root. */
    private Impersonation impersonation() throws NobodyException {
        return services.impersonation().orElseThrow(() -> new NobodyException("nobody here acts in the name of users"));
    }

    private Accounts accounts() throws NobodyException {
        return services.accounts().orElseThrow(() -> new NobodyException("nobody here knows the users of the machine"));
    }
}
