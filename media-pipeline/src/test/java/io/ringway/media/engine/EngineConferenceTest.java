package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.media.ConferencePlace;
import io.ringway.media.ConferenceReport;
import io.ringway.media.PayloadFormat;
import io.ringway.media.conference.ConferenceSettings;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Phones of every codec on two shards, in one room. */
@Timeout(60)
class EngineConferenceTest {

    private static final String ROOM = "board";

    /** What is not there at all, beside coding noise; tones are told at 0. */
    private static final double ABSENT_DB = -35;

    private final Counters counters = new Counters();
    private final List<ConferenceParty> parties = new ArrayList<>();
    private UdpMediaEngine engine;

    @BeforeEach
    void start() {
        ConferenceSettings small = new ConferenceSettings(16_000, 2, 3, 0);
        engine =
                Engines.start(
                        counters, Engines.settings(IceSettings.DEFAULTS).withConferences(small));
    }

    @AfterEach
    void stop() {
        parties.forEach(ConferenceParty::close);
        engine.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldLetEachHearAllOthersAndNotItself() throws Exception {
        ConferenceParty narrow = party(440, RtpLegs.PCMU);
        ConferenceParty wide = party(1_000, RtpLegs.G722);
        ConferenceParty opus = party(1_700, RtpLegs.OPUS);
        enter(narrow);
        enter(wide);
        enter(opus);

        ConferenceParty.run(0.5, narrow, wide, opus);
        parties.forEach(ConferenceParty::forget);
        ConferenceParty.run(2, narrow, wide, opus);

        for (ConferenceParty listener : parties) {
            for (ConferenceParty talker : parties) {
                double level = listener.level(talker.hz(), 0.5);
                String what = "%d Hz at %d: %.1f dB".formatted(talker.hz(), listener.hz(), level);
                assertTrue(listener == talker ? level < ABSENT_DB : Math.abs(level) < 2, what);
            }
            assertEquals(100, listener.packets, 10, "packets of 2 s");
        }
        assertEquals(List.of(new ConferenceReport(ROOM, 3)), engine.conferences());
    }

    @Test
    void shouldNotLetAMutedPartyBeHeardThoughItHears() throws Exception {
        ConferenceParty first = party(440, RtpLegs.PCMU);
        ConferenceParty second = party(1_000, RtpLegs.PCMA);
        ConferencePlace place = enter(first);
        enter(second);
        place.mute(true);

        ConferenceParty.run(1.5, first, second);
        assertTrue(second.level(440, 0.5) < ABSENT_DB, "heard at " + second.level(440, 0.5));
        assertEquals(0, first.level(1_000, 0.5), 1.5);

        place.mute(false);
        ConferenceParty.run(1.5, first, second);
        assertEquals(0, second.level(440, 0.5), 1.5);
    }

    @Test
    void shouldLetPartiesComeAndGo() throws Exception {
        ConferenceParty first = party(440, RtpLegs.OPUS);
        ConferenceParty second = party(1_000, RtpLegs.OPUS);
        ConferenceParty third = party(1_700, RtpLegs.OPUS);
        enter(first);
        enter(second);
        ConferenceParty.run(1, first, second, third);
        assertTrue(first.level(1_700, 0.5) < ABSENT_DB, "heard before it came");

        ConferencePlace place = enter(third);
        ConferenceParty.run(1.5, first, second, third);
        assertEquals(0, first.level(1_700, 0.5), 2);
        assertEquals(0, third.level(440, 0.5), 2);

        place.close();
        ConferenceParty.run(1, first, second, third);
        assertTrue(first.level(1_700, 0.5) < ABSENT_DB, "heard after it went");
        assertEquals(0, first.level(1_000, 0.5), 2);
    }

    @Test
    void shouldSendNothingToALegThatMayNotBeSentAnythingAndGoOnLater() throws Exception {
        ConferenceParty held = party(440, RtpLegs.G722);
        ConferenceParty other = party(1_000, RtpLegs.PCMU);
        enter(held);
        enter(other);
        ConferenceParty.run(0.5, held, other);
        held.setSending(false);
        ConferenceParty.run(0.2, held, other);
        held.forget();

        ConferenceParty.run(0.5, held, other);
        assertEquals(0, held.packets);

        held.setSending(true);
        ConferenceParty.run(1, held, other);
        assertEquals(0, held.level(1_000, 0.5), 1.5);
    }

    @Test
    void shouldLeaveTelephoneKeysOutOfTheMix() throws Exception {
        ConferenceParty presser = party(440, RtpLegs.PCMU);
        ConferenceParty listener = party(1_000, RtpLegs.PCMU);
        enter(presser);
        enter(listener);
        presser.speaks = false;
        listener.speaks = false;
        ConferenceParty.run(1, presser, listener);

        listener.forget();
        presser.press(8);
        ConferenceParty.run(0.8, presser, listener);

        assertTrue(listener.packets > 30, "only " + listener.packets + " packets");
        assertTrue(listener.rms(0.8) < 16, "rms " + listener.rms(0.8));
    }

    @Test
    void shouldRefuseWhoFindsNoPlaceAndWhoFindsNoRoom() {
        List<ConferencePlace> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            places.add(engine.enterConference(ROOM));
        }
        assertThrows(CapacityExceededException.class, () -> engine.enterConference(ROOM));

        ConferencePlace other = engine.enterConference("second");
        assertThrows(CapacityExceededException.class, () -> engine.enterConference("third"));

        places.getFirst().close();
        places.getFirst().close();
        places.set(0, engine.enterConference(ROOM));
        other.close();
        engine.enterConference("third").close();
        places.forEach(ConferencePlace::close);

        assertEquals(List.of(), engine.conferences());
        assertEquals(3, counters.total(Counter.CONFERENCES_OPENED));
        assertEquals(3, counters.total(Counter.CONFERENCES_CLOSED));
    }

    @Test
    void shouldGiveUpThePlaceOfALegThatEnds() throws Exception {
        ConferenceParty leaving = party(440, RtpLegs.OPUS);
        enter(leaving);
        ConferenceParty.run(0.2, leaving);

        leaving.leg.close(CloseReason.LOCAL_HANGUP);

        Await.until(10, () -> "still there", () -> engine.conferences().isEmpty());
        assertEquals(1, counters.total(Counter.CONFERENCES_CLOSED));
    }

    private ConferenceParty party(int hz, PayloadFormat format) throws Exception {
        ConferenceParty party = new ConferenceParty(engine, "party-" + hz, hz, format);
        parties.add(party);
        return party;
    }

    private ConferencePlace enter(ConferenceParty party) {
        ConferencePlace place = engine.enterConference(ROOM);
        place.join(party.leg);
        return place;
    }
}
