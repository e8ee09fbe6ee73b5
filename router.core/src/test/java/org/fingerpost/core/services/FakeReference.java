package org.fingerpost.core.services;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A reference as the framework would give it, of no bundle. */
public final class FakeReference<S> implements ServiceReference<S> {

    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Hashtable<String, Object> properties = new Hashtable<>();

    public FakeReference(Map<String, Object> properties) {
        this.properties.putAll(properties);
        this.properties.put(Constants.SERVICE_ID, LAST_ID.incrementAndGet());
    }

    @Override
    public Object getProperty(String key) {
        return properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return properties.keySet().toArray(String[]::new);
    }

    @Override
    public Bundle getBundle() {
        return null;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return null;
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public int compareTo(Object reference) {
        return 0;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>(properties);
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }
}
