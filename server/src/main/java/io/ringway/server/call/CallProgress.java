package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How far one call has come.
 *
 * @param connected whether media may flow
 * @param media the leg's statistics as last read; null before
 */
record CallProgress(boolean connected, SendProgress sent, @Nullable LegStatistics media) {}
