package org.fingerpost.core.services;

/** Hears of mailers that come. */
@FunctionalInterface
public interface MailerArrival {

    /** A mailer of this name is there now, perhaps another one than before. Must return promptly. */
    void mailerArrived(String name);
}
