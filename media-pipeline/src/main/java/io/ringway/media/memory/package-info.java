/**
 * Memory outside the Java heap that lives exactly as long as its owner says.
 *
 * <p>In: sizes. Out: absolute addresses, for off-heap buffers and native codecs. Thread: any.
 */
@NullMarked
package io.ringway.media.memory;

import org.jspecify.annotations.NullMarked;
