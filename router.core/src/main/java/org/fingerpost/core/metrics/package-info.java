/**
 * What the router counts and times. {@code MetricRegistry} is the service; {@code MailMetrics} has the router's own numbers,
 * which belong to the process as its log does. Counting takes some tens of nanoseconds and allocates nothing: a {@code
 * LongAdder}, or an array of a histogram.
 */
package org.fingerpost.core.metrics;
