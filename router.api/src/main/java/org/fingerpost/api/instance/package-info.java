/**
 * What a component needs of its surroundings: the folders of this instance, whom to tell how its start went, its settings as
 * values, secrets in files, networks, threads, and sockets in the file system. {@code Instance} and {@code Startup} are
 * services that are there before any component starts and stay to the end; the other types are plain classes that every
 * component makes for itself.
 *
 * <p>Invariants. A value that cannot be read is refused with a line that names it and what is expected; nothing is guessed. A
 * socket in the file system is never open to more people than may connect.
 *
 * <p>Threads. Any; each type says it where that is not so.
 */
@Export
@Version("1.2.0")
package org.fingerpost.api.instance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
