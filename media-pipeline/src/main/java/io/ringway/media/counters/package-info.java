/**
 * Counters: one documented enum, one block of longs per thread, summed when somebody looks.
 *
 * <p>A block has one writing thread unless its shared methods are used; any thread may read.
 */
@NullMarked
package io.ringway.media.counters;

import org.jspecify.annotations.NullMarked;
