package io.ringway.bench.sound;

import java.util.List;

/**
 * What one bad network made of one speech stream; the same on every machine for a seed.
 *
 * @param name names its row in the table
 * @param arrivals in order of arrival
 * @param packetsSent packets of the stream, lost ones included
 * @param packetSamples48k length of each
 * @param reference48k what was said: mono, 48 kHz, before encoding, as long as the stream; not to
 *     be changed
 */
record Trace(
        String name,
        List<TracedPacket> arrivals,
        int packetsSent,
        int packetSamples48k,
        short[] reference48k) {}
