package org.fingerpost.core.destination;

/** Says how each destination is treated. Any thread; what it says may change from call to call. */
@FunctionalInterface
public interface SettingsByDestination {

    /**
     * @param mailer the name of a mailer definition
     * @param host   as the rules gave it, perhaps empty
     */
    DestinationSettings of(String mailer, String host);

    /** Calls {@code listener} whenever it may say something else than before; what never changes calls nobody. */
    default void addListener(Runnable listener) {
    }

    /** Ends that. */
    default void removeListener(Runnable listener) {
    }
}
