package io.ringway.media.conference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.Allocations;
import io.ringway.media.codec.OpusCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoomTest {

    private static final short[] NOTHING = {};
    private static final int SPEAKERS = 3;

    @Test
    void shouldAllocateNothingAFrameOnceWarm() {
        try (RoomRig rig = new RoomRig(SPEAKERS)) {
            assumeTrue(
                    rig.opus.provider() == OpusCodecs.Provider.LIBOPUS,
                    "SKIPPED: libopus is missing; apt-get install libopus0");
            for (int i = 0; i < 4; i++) {
                rig.person(RoomRig.OPUS, TestVoice.of(2, 110 + 20 * i, i));
            }
            rig.person(RoomRig.G722, TestVoice.of(2, 200, 7));
            rig.person(RoomRig.PCMU, NOTHING);
            rig.person(RoomRig.OPUS, NOTHING);
            assertEquals(0, Allocations.leastPerCall(rig::frame, 250, 20));
        }
    }

    @Test
    void shouldSendEverybodyAFrameEvery20Ms() {
        try (RoomRig rig = new RoomRig(SPEAKERS)) {
            RoomRig.Person talker = rig.person(RoomRig.OPUS, TestVoice.of(2, 120, 1));
            RoomRig.Person wide = rig.person(RoomRig.G722, NOTHING);
            RoomRig.Person narrow = rig.person(RoomRig.PCMU, NOTHING);
            for (int i = 0; i < 100; i++) {
                rig.frame();
            }
            for (RoomRig.Person each : new RoomRig.Person[] {talker, wide, narrow}) {
                assertEquals(100, each.packets, 1);
                assertEquals(each.packets - 1, each.lastSequence);
            }
            assertEquals(160, wide.bytes / wide.packets);
            assertEquals(160 * (narrow.packets - 1), narrow.lastTimestamp, 160);
            assertEquals(960 * (talker.packets - 1), talker.lastTimestamp, 960);
        }
    }

    @Test
    void shouldSendTheSamePacketToAllWhoListenInOneFormat() {
        try (RoomRig rig = new RoomRig(SPEAKERS)) {
            rig.person(RoomRig.OPUS, TestVoice.of(2, 120, 1));
            RoomRig.Person one = rig.person(RoomRig.OPUS, NOTHING);
            RoomRig.Person other = rig.person(RoomRig.OPUS, NOTHING);
            for (int i = 0; i < 100; i++) {
                rig.frame();
            }
            assertEquals(one.bytes, other.bytes);
            assertTrue(one.bytes > 100 * 30, "a voice takes more than " + one.bytes + " bytes");
        }
    }

    @Test
    void shouldStopWithTheLastAndGoOnWithTheNext() {
        try (RoomRig rig = new RoomRig(SPEAKERS)) {
            RoomRig.Person only = rig.person(RoomRig.PCMU, NOTHING);
            rig.frame();
            assertFalse(rig.idle());
            rig.leave(only);
            rig.frame();
            assertTrue(rig.idle());
            RoomRig.Person next = rig.person(RoomRig.PCMU, NOTHING);
            rig.frame();
            rig.frame();
            assertEquals(2, next.packets, 1);
        }
    }
}
