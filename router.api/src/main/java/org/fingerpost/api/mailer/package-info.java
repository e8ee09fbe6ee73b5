/**
 * The service that delivers: one batch of recipients of one message for one host in, one outcome for each recipient out.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.mailer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
