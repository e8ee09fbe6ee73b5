package org.fingerpost.api.rewrite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The name of a {@link RuleSet} service: property {@code ruleset.name}. Names compare with regard to case, as in sendmail.cf. */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface RuleSetName {

    /** What the name of the service property begins with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "ruleset.";

    /** A name ({@code canonify}) or a number ({@code 3}). */
    String name();
}
