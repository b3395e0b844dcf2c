/**
 * Logs: events of SLF4J and java.util.logging come in, lines on standard error go out: readable
 * ones in a terminal, JSON ones elsewhere. Each carries time, level, component (the package below
 * {@code io.ringway}), context (the class), message and details (key-value pairs, among them {@code
 * call}, {@code leg}, {@code tenant}). Any thread may log.
 */
@NullMarked
package io.ringway.server.logging;

import org.jspecify.annotations.NullMarked;
