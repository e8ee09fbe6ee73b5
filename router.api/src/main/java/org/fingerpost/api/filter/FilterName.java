package org.fingerpost.api.filter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name under which a {@link Filter} is registered: service property {@code filter.name}. Log lines and settings name it so.
 * Among several filters of one name the one with the highest service ranking is used.
 */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface FilterName {

    /** What the name of the service property begins with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "filter.";

    /** Letters, digits, hyphen, dot and underscore; compared without regard to case. */
    String name();
}
