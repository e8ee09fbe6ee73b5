package org.fingerpost.api.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The files that a {@link PolicyReader} reads: property {@code policy.format}, the file name's extension without the dot. */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface PolicyFormat {

    /** What the name of the service property begins with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "policy.";

    /** Such as {@code cf} or {@code yaml}. */
    String format();
}
