/**
 * The wiring of one server: which room gets which settings, what is opened in which order, and the
 * reverse order at the end. Everything is made by {@code new}, here and nowhere else.
 */
@NullMarked
package io.ringway.server.wiring;

import org.jspecify.annotations.NullMarked;
