package org.fingerpost.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets a word of a command line stand for a bundle, by its number or its symbolic name: {@code update 12}, {@code stop
 * org.fingerpost.mailer.smtp}. Gogo's commands take bundles, and only gogo's shell, which is not shipped, would bring this.
 */
@Component(service = Converter.class, property = Converter.CONVERTER_CLASSES + "=org.osgi.framework.Bundle")
public final class BundleConverter implements Converter {

    private final Supplier<Bundle[]> bundles;

    @Activate
    public BundleConverter(BundleContext context) {
        this(context::getBundles);
    }

    BundleConverter(Supplier<Bundle[]> bundles) {
        this.bundles = bundles;
    }

    /** Null for what is no bundle, as gogo wants it; of several of one name, too. */
    @Override
    public Object convert(Class<?> desired, Object value) {
        if (desired != Bundle.class || value instanceof Bundle) {
            return null;
        }
        String word = value.toString();
        List<Bundle> found = new ArrayList<>();
        for (Bundle bundle : bundles.get()) {
            if (word.equals(bundle.getSymbolicName()) || word.equals(String.valueOf(bundle.getBundleId()))) {
                found.add(bundle);
            }
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    /** Null: gogo has its own way to show things. */
    @Override
    public CharSequence format(Object target, int level, Converter others) {
        return null;
    }
}
