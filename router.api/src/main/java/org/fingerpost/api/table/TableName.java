package org.fingerpost.api.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name of a {@link LookupTable} service: property {@code table.name}. It wins over a table that the policy declares under
 * the same name; among several services the one with the highest ranking is used.
 */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface TableName {

    /** What the name of the service property begins with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "table.";

    /** As written in rules, compared without regard to case. */
    String name();
}
