package io.ringway.media.engine;

import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.AudioSegment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the other party of a call hears, decoded by the engine it uses. */
final class FarEnd {

    private final ForwardedSpeech speech;

    FarEnd(SpeechServer server) {
        speech = new ForwardedSpeech(server);
    }

    /** Reads until that many segments have come, one a packet; returns all samples so far. */
    short[] await(String session, int segments) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (AudioSegment segment : speech.await(session, segments)) {
            bytes.writeBytes(segment.getPayload().toByteArray());
        }
        short[] pcm = new short[bytes.size() / 2];
        ByteBuffer.wrap(bytes.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(pcm);
        return pcm;
    }
}
