package org.fingerpost.mailer.file;

import java.io.IOException;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.Impersonation;

/** A user's. */
record UserRights(Account account, Impersonation impersonation) implements Rights {

    @Override
    public <T> T call(Work<T> work) throws IOException, UndeliverableException {
        try {
            return impersonation.as(account, work::call);
        } catch (IOException | UndeliverableException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // the work throws nothing else
        }
    }

    /** The same user with another group of his own. */
    UserRights withGroup(int gid) {
        return new UserRights(new Account(account.name(), account.uid(), gid, account.gecos(), account.home(), account.shell()),
                impersonation);
    }
}
