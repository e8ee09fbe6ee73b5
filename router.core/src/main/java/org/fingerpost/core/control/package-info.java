/**
 * Commands to the running router that concern the policy: {@code explain}, {@code policy} and {@code reload}.
 *
 * <p>{@code explain} sends an address the way of a message without any effect: {@code Explainer} walks, {@code RecordedTrace}
 * writes down what rules and tables did, and what comes of it is a value, {@code Explanation}, which {@code ExplanationText} and
 * {@code ExplanationJson} show. A command has one thread; the trace alone is locked, for plug-ins may answer on others.
 */
package org.fingerpost.core.control;
