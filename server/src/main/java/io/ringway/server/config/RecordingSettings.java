package io.ringway.server.config;

import java.nio.file.Path;

/**
 * Recordings of what was received.
 *
 * @param scope which calls are recorded
 * @param queuePackets packets of a call that may wait for the disk
 * @param download whether recordings can be fetched over HTTP
 */
public record RecordingSettings(CallScope scope, Path folder, int queuePackets, boolean download) {}
