package org.fingerpost.core.policy;

import java.util.function.Supplier;

/** Asks another supplier at the first use and never again. Any thread. */
public final class Once<T> implements Supplier<T> {

    private Supplier<T> source;
    private T value;

    public Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        if (source != null) {
            value = source.get();
            source = null;
        }
        return value;
    }
}
