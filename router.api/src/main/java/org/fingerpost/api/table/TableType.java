package org.fingerpost.api.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The types that a {@link LookupTableType} service opens: property {@code table.type}, such as {@code text} or {@code hash}. A
 * class that is also named in {@code META-INF/services} and has a public constructor without parameters is found by programs that
 * run without a container; they read its types from this annotation.
 */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TableType {

    /** What the name of the service property begins with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "table.";

    /** One or more names; compared without regard to case. */
    String[] type();
}
