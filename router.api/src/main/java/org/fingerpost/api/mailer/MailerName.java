package org.fingerpost.api.mailer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name under which a {@link Mailer} is registered: service property {@code mailer.name}. A mailer definition points to it
 * with {@code P=[name]}; a route to a name that no definition has points to it directly. Among several mailers of one name the
 * one with the highest service ranking is used.
 */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface MailerName {

    /** What the name of the service property begins with (OSGi Compendium §112.8.2). */
    String PREFIX_ = "mailer.";

    /** Letters, digits, hyphen, dot and underscore; compared without regard to case. */
    String name();
}
