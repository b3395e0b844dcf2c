package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.KeyOrigin;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.TelephoneEventWriter;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each press once, whatever of it gets lost and however it is told. */
@Timeout(10)
class KeyReceptionTest implements Stage {

    private static final long MS = 1_000_000;

    private final List<String> presses = new ArrayList<>();
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final CounterBlock counters = new Counters().newBlock("test");
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[4]);
    private final MediaPacket packet = new MediaPacket();
    private final KeyReception keys = new KeyReception(this, this::onPress);
    private long nowNs;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void shouldEndAPressWhoseEndIsLost(int clockHz) {
        for (int ms = 20; ms <= 100; ms += 20) {
            event('4', 7, ms, false, clockHz);
            pass(20);
        }
        assertEquals(List.of(), presses);
        pass(600);
        assertEquals(List.of("4:100 RTP_EVENT"), presses);
        event('4', 7, 120, true, clockHz);
        pass(600);
        assertEquals(List.of("4:100 RTP_EVENT"), presses);
    }

    /** A gateway that finds the keys in the sound itself, and leaves the sound as it is. */
    @Test
    void shouldTellOnceWhatEventsTellLater() {
        keys.onKeyDown('3');
        pass(40);
        event('3', 7, 20, false, 8_000);
        pass(80);
        keys.onKeyUp('3', 100);
        pass(20);
        event('3', 7, 120, true, 8_000);
        pass(600);
        assertEquals(List.of("3:120 RTP_EVENT"), presses);
    }

    /** A gateway that takes notice when a short key is over. */
    @Test
    void shouldTellOnceWhatIsHeardBeforeItsEventsBegin() {
        keys.onKeyUp('3', 60);
        pass(100);
        event('3', 7, 60, true, 8_000);
        pass(600);
        keys.onKeyUp('3', 60);
        assertEquals(List.of("3:60 IN_BAND", "3:60 IN_BAND"), presses);
    }

    @Test
    void shouldTellOnceWhatIsToldTwice() {
        event('9', 7, 20, false, 8_000);
        keys.onKeyDown('9');
        keys.onKeyUp('9', 45);
        pass(80);
        event('9', 7, 100, true, 8_000);
        pass(30);
        keys.onKeyUp('9', 100);
        assertEquals(List.of("9:100 RTP_EVENT"), presses);
        pass(500);
        keys.onKeyUp('9', 60);
        assertEquals(List.of("9:100 RTP_EVENT", "9:60 IN_BAND"), presses);
    }

    @Test
    void shouldEndAPressWithTheStream() {
        event('D', 7, 60, false, 8_000);
        keys.close();
        assertEquals(List.of("D:60 RTP_EVENT"), presses);
        assertEquals(0, deadlines.size());
    }

    private void onPress(char key, int durationMs, KeyOrigin origin) {
        presses.add(key + ":" + durationMs + " " + origin);
    }

    private void event(char key, long timestamp, int ms, boolean end, int clockHz) {
        int ticks = clockHz / 1_000 * ms;
        TelephoneEventWriter.write(payload, 0, TelephoneEventWriter.eventOf(key), end, ticks);
        packet.payload(payload, 0, 4).position(0, timestamp).times(nowNs, 0);
        keys.onPacket(packet, clockHz);
    }

    private void pass(int ms) {
        nowNs += ms * MS;
        deadlines.expire(nowNs);
    }

    @Override
    public CounterBlock counters() {
        return counters;
    }

    @Override
    public DeadlineHeap deadlines() {
        return deadlines;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }
}
