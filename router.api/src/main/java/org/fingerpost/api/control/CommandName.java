package org.fingerpost.api.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The name of a {@link ControlCommand} and who may give it: properties {@code command.name} and {@code command.everyone}. */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface CommandName {

    /** What the names of both service properties begin with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "command.";

    /** The first word of the command line. */
    String name();

    /** Whether every user of the machine may give it; if not, only the router's own user and root. */
    boolean everyone() default false;
}
