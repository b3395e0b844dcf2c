package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Phones that dial a room. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ConferenceSystemTest {

    private static final int[] TONES_HZ = {440, 900, 1_700};
    private static final int SECONDS = 3;
    private static final double LOUD = 6_000;

    private final List<Phone> phones = new ArrayList<>();
    private SipServer server;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .route("to:room* -> conference")
                                .route("to:board -> conference:room1")
                                .setting("conference-max-participants", "3")
                                .setting("conference-max-rooms", "1"));
    }

    @AfterEach
    void close() throws Exception {
        for (Phone phone : phones) {
            phone.close();
        }
        server.close();
    }

    @Test
    void shouldLetEachPhoneHearTheOtherTwoAndNotItself() throws Exception {
        List<PhoneCall> calls = List.of(dial("room1"), dial("board"), dial("room1"));
        for (PhoneCall call : calls) {
            call.answered();
        }
        allSpeak();
        for (int listener = 0; listener < TONES_HZ.length; listener++) {
            short[] heard = phones.get(listener).media().heard();
            for (int talker = 0; talker < TONES_HZ.length; talker++) {
                double share = Loudness.share(heard, TONES_HZ[talker]);
                String what = "%d heard %d with a share of %.3f".formatted(listener, talker, share);
                assertTrue(listener == talker ? share < 0.02 : share > 0.4, what);
            }
        }
        for (PhoneCall call : calls) {
            call.hangUp();
        }
    }

    @Test
    void shouldRefuseOneMoreAsBusyAndAnotherRoomAsOverload() throws Exception {
        for (int i = 0; i < 3; i++) {
            dial("room1").answered();
        }
        assertEquals(486, refusal("room1"));
        assertEquals(503, refusal("room2"));
    }

    private PhoneCall dial(String room) throws Exception {
        Phone phone = Phone.udp(server.sipPort());
        phones.add(phone);
        PhoneCall call = phone.callTo(room);
        call.invite(phone.media().offer());
        return call;
    }

    private int refusal(String room) throws Exception {
        Phone phone = Phone.udp(server.sipPort());
        phones.add(phone);
        PhoneCall call = phone.callTo(room);
        SipText invite = call.invite(phone.media().offer());
        int status = call.finalAnswer(invite).status();
        call.acknowledgeRefusal();
        return status;
    }

    private void allSpeak() throws Exception {
        List<Callable<Integer>> speeches = new ArrayList<>();
        for (int i = 0; i < TONES_HZ.length; i++) {
            Phone phone = phones.get(i);
            short[] tone = tone(TONES_HZ[i]);
            speeches.add(() -> phone.media().speak(tone));
        }
        try (ExecutorService mouths = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> said : mouths.invokeAll(speeches)) {
                assertEquals(SECONDS * 50, said.get());
            }
        }
    }

    private static short[] tone(int hz) {
        short[] tone = new short[SECONDS * TestSpeech.RATE_HZ];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (LOUD * Math.sin(2 * Math.PI * hz * i / TestSpeech.RATE_HZ));
        }
        return tone;
    }
}
