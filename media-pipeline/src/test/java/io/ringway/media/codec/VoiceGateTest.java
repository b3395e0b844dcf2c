package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.VoiceGate.Decision;
import io.ringway.media.rtp.MediaPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Judgement packet by packet; one packet is 20 ms. */
@Timeout(10)
class VoiceGateTest {

    private static final int FRAME_48K = 960;
    private static final int UNKNOWN = MediaPacket.LEVEL_UNKNOWN;

    /** SILK wideband, 20 ms, mono: the first bit of the frame is its voice flag. */
    private static final byte[] SILK_VOICE = {(byte) (9 << 3), (byte) 0x80, 1, 2};

    private static final byte[] SILK_SILENT = {(byte) (9 << 3), 0x00, 1, 2};
    private static final byte[] CELT = {(byte) (31 << 3), (byte) 0x80, 1, 2};
    private static final byte[] DTX = {(byte) (9 << 3)};

    private final VoiceGate gate = new VoiceGate();
    private final MediaPacket packet = new MediaPacket();

    @AfterEach
    void closeGate() {
        gate.close();
    }

    private MediaPacket show(byte[] payload, int level) {
        return packet.payload(TestSound.offHeap(payload), 0, payload.length).level(level, false);
    }

    /** What the last of so many packets brings. */
    private Decision send(int count, byte[] payload, int level) {
        Decision last = Decision.DECODE;
        for (int i = 0; i < count; i++) {
            last = gate.onPacket(show(payload, level), FRAME_48K);
        }
        return last;
    }

    @Test
    void shouldShutAfter300MsOfSilentFlagsAndOpenAtTheFirstVoice() {
        assertEquals(Decision.DECODE, send(100, SILK_VOICE, UNKNOWN));
        assertEquals(Decision.DECODE, send(15, SILK_SILENT, UNKNOWN));
        assertEquals(Decision.SILENCE, send(1, SILK_SILENT, UNKNOWN));
        assertTrue(gate.isShut());
        assertEquals(Decision.WARM_AND_DECODE, send(1, SILK_VOICE, UNKNOWN));
        assertEquals(Decision.DECODE, send(1, SILK_VOICE, UNKNOWN));
    }

    @Test
    void shouldDecodeTheFirstSecondOfAStream() {
        assertEquals(Decision.DECODE, send(50, SILK_SILENT, 127));
        assertEquals(Decision.SILENCE, send(1, SILK_SILENT, 127));
    }

    @Test
    void shouldKeepTheLastHundredMillisecondsToWarmFrom() {
        send(200, SILK_SILENT, UNKNOWN);
        assertEquals(5, gate.kept().count());
        assertEquals(SILK_SILENT.length, gate.kept().length(0));
        assertEquals(SILK_SILENT[0], gate.kept().buffer().getByte(gate.kept().offset(4)));
    }

    @Test
    void shouldNotShutOnFlagsAloneThatAreAlwaysSet() {
        assertEquals(Decision.DECODE, send(2_000, SILK_VOICE, UNKNOWN));
        assertFalse(gate.isShut());
    }

    @Test
    void shouldNotShutOnTransformCodedPacketsWithoutLevels() {
        assertEquals(Decision.DECODE, send(2_000, CELT, UNKNOWN));
    }

    @Test
    void shouldShutOnLevelsWhereThereAreNoFlags() {
        send(100, CELT, 60);
        assertEquals(Decision.SILENCE, send(1, CELT, 58));
        assertEquals(Decision.WARM_AND_DECODE, send(1, CELT, 40));
    }

    @Test
    void shouldShutOnLevelsWhenFlagsAreAlwaysSet() {
        send(100, SILK_VOICE, 30);
        assertEquals(Decision.SILENCE, send(50, SILK_VOICE, 62));
        assertEquals(Decision.WARM_AND_DECODE, send(1, SILK_VOICE, 45));
    }

    @Test
    void shouldTrustFlagsThatTellVoiceFromSilenceMoreThanALowLevel() {
        send(100, SILK_SILENT, 62);
        assertTrue(gate.isShut());
        assertEquals(Decision.WARM_AND_DECODE, send(1, SILK_VOICE, 62));
        assertEquals(Decision.DECODE, send(300, SILK_VOICE, 62));
    }

    @Test
    void shouldTakeALoudPacketForSoundWhateverItsFlags() {
        send(100, SILK_SILENT, 62);
        assertEquals(Decision.WARM_AND_DECODE, send(1, SILK_SILENT, 40));
    }

    @Test
    void shouldDecodeASoundThatStaysLoud() {
        assertEquals(Decision.DECODE, send(2_000, CELT, 30));
        assertEquals(Decision.DECODE, send(2_000, SILK_SILENT, 30));
    }

    @Test
    void shouldTakeAMutedMicrophoneForSilence() {
        send(100, SILK_VOICE, 30);
        assertEquals(Decision.SILENCE, send(16, SILK_VOICE, 127));
    }

    @Test
    void shouldGetUsedToARoomThatBecomesLouder() {
        send(200, CELT, 70);
        assertTrue(gate.isShut());
        assertEquals(Decision.WARM_AND_DECODE, send(1, CELT, 55));
        assertEquals(Decision.SILENCE, send(230, CELT, 55));
    }

    @Test
    void shouldTakeDtxForSilence() {
        send(100, SILK_VOICE, UNKNOWN);
        assertEquals(Decision.DECODE, send(15, DTX, UNKNOWN));
        assertEquals(Decision.SILENCE, send(1, DTX, UNKNOWN));
        assertEquals(Decision.WARM_AND_DECODE, send(1, SILK_VOICE, UNKNOWN));
    }

    @Test
    void shouldCountThePausesOfASilentSender() {
        send(100, SILK_VOICE, UNKNOWN);
        send(1, SILK_SILENT, UNKNOWN);
        gate.onPause(20 * FRAME_48K);
        assertEquals(Decision.SILENCE, send(1, SILK_SILENT, UNKNOWN));
    }

    @Test
    void shouldKnowNothingAfterReset() {
        send(100, SILK_SILENT, UNKNOWN);
        gate.reset();
        assertFalse(gate.isShut());
        assertEquals(0, gate.kept().count());
        assertEquals(Decision.DECODE, send(50, SILK_SILENT, UNKNOWN));
    }
}
