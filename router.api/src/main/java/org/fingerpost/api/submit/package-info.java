/**
 * The post office: how a listener hands mail in, one transaction a message.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.submit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
