package io.ringway.server.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.proto.PlayAudio;
import io.ringway.proto.PlaybackStatus;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.SessionStarted;
import io.ringway.proto.StreamMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample service plays a file into a session, within its credits. */
@Timeout(60)
final class ReplyTest {

    private static final int RATE = 8_000;

    @TempDir private Path dir;

    @Test
    void shouldPlayTheFileNoFurtherAheadThanThereIsRoom() throws Exception {
        byte[] pcm = new byte[2 * RATE];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (byte) (i * 7);
        }
        Reply reply = Reply.read(wav(pcm, RATE));
        var settings = SpeechSinkSettings.of("127.0.0.1", 0, null);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (SpeechSink sink = SpeechSink.start(settings, reply);
                SinkClient client = SinkClient.connect(sink.port())) {
            client.send(started("a", 500));
            hear(client, 2, heard);
            // 100 ms have been played: room for 100 + 100 ms more, which is another message.
            client.send(status("a", 19_200, 200));
            hear(client, 1, heard);
            assertEquals(0, client.unreadAnswers());
            client.send(status("a", 48_000, 10_000));
            hear(client, 2, heard);
            assertEquals(ReplyPlayer.END, client.answer().getMark().getName());
            client.finish();
        }
        assertEquals(ByteBuffer.wrap(pcm), ByteBuffer.wrap(heard.toByteArray()));
    }

    @Test
    void shouldSayWhyAFileCannotBePlayed() throws IOException {
        Path text = Files.writeString(dir.resolve("text.wav"), "no sound");
        String message = assertThrows(IOException.class, () -> Reply.read(text)).toString();
        assertTrue(message.contains("text.wav cannot be played: it is neither"), message);
    }

    @Test
    void shouldConvertARateNoSessionTakes() throws IOException {
        Reply reply = Reply.read(wav(new byte[2 * 11_025], 11_025));
        assertEquals(5, reply.chunks().size());
        for (PlayAudio chunk : reply.chunks()) {
            assertEquals(48_000, chunk.getSampleRateHz());
            assertEquals(9_600, Reply.ticks(chunk));
        }
    }

    private static void hear(SinkClient client, int messages, ByteArrayOutputStream heard)
            throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            ServiceMessage answer = client.answer();
            PlayAudio play = answer.getPlay();
            assertEquals("a", play.getSessionId());
            assertEquals(RATE, play.getSampleRateHz());
            heard.writeBytes(play.getPayload().toByteArray());
        }
    }

    private static StreamMessage started(String sessionId, int roomMs) {
        SessionStarted.Builder started =
                SessionStarted.newBuilder().setType("webrtc").setPlaybackRoomMs(roomMs);
        SessionEvent.Builder event =
                SessionEvent.newBuilder().setSessionId(sessionId).setStarted(started);
        return StreamMessage.newBuilder().setSession(event).build();
    }

    private static StreamMessage status(String sessionId, long acceptedSamples, int roomMs) {
        PlaybackStatus.Builder status =
                PlaybackStatus.newBuilder()
                        .setSessionId(sessionId)
                        .setAcceptedSamples(acceptedSamples)
                        .setRoomMs(roomMs);
        return StreamMessage.newBuilder().setPlayback(status).build();
    }

    private Path wav(byte[] pcm, int rateHz) throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rateHz).putInt(2 * rateHz);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length).put(pcm);
        return Files.write(dir.resolve("reply-" + rateHz + ".wav"), wav.array());
    }
}
