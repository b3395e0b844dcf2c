package io.ringway.media;

/**
 * One leg at one moment. Counts are since the leg opened; −1 where nothing is known yet.
 *
 * @param iceState in one word; empty for a leg without ICE
 * @param dtlsState in one word; {@code new} where no handshake was asked for
 * @param srtpProfile name of the profile in use, {@code plain} where packets are not protected by
 *     agreement, or empty before there are keys
 * @param remoteAddress where media goes: the pair in use, or what a phone described until it is
 *     learned where its packets come from
 * @param packetsLost cumulative, RFC 3550 §6.4.1 (may be negative by duplicates, then reported as
 *     0)
 * @param jitterMs interarrival jitter, RFC 3550 §6.4.1
 * @param roundTripMs from LSR and DLSR of the remote side's reports
 * @param addedDelayMs mean wait in the jitter buffer of packets released in the last second
 * @param concealedSamples samples made up for lost packets, at 48 kHz
 * @param decodedSamples samples decoded from packets, at 48 kHz; 0 while Opus goes on as received
 * @param gatedSamples samples of packets not decoded because nobody spoke, at 48 kHz
 * @param recording file name of the recording relative to the recording folder, or empty
 */
public record LegStatistics(
        String sessionId,
        String iceState,
        String dtlsState,
        String srtpProfile,
        String remoteAddress,
        long packetsReceived,
        long bytesReceived,
        long packetsLost,
        double jitterMs,
        double roundTripMs,
        double addedDelayMs,
        long concealedSamples,
        long decodedSamples,
        long gatedSamples,
        long packetsSent,
        long bytesSent,
        long segmentsForwarded,
        long segmentsDropped,
        long echoDropped,
        long recordingDropped,
        String recording) {}
