/**
 * Counters, levels and distributions: the router counts and times what it does, and so may plug-ins.
 *
 * <p>Names are those of Prometheus: letters, digits and underscores, {@code fingerpost_} before the router's own, {@code _total}
 * behind counters, the unit ({@code _seconds}, {@code _bytes}) behind distributions. Labels tell apart what is counted under one
 * name; their values come from the policy and the plug-ins, never from mail, for each combination takes memory.
 *
 * <p>Threads. All methods are called on any; those that count neither wait nor allocate.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.metrics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
