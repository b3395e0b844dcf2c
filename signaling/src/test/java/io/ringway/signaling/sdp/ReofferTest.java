package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.dtls.DtlsRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds from one exchange to the next. */
final class ReofferTest {

    private static final String FIRST = Peers.offer(Peers.audio("0"));

    private final Negotiation negotiation = Peers.negotiation();

    private Answer answer(String offer) throws SdpException {
        return negotiation.answer(offer, Peers.local(), AnswerPolicy.DEFAULT);
    }

    private static long version(String sdp) throws SdpException {
        return Long.parseLong(SessionDescription.parse(sdp).origin().sessionVersion());
    }

    private static String sessionId(String sdp) throws SdpException {
        return SessionDescription.parse(sdp).origin().sessionId();
    }

    @Test
    void shouldRepeatTheSameAnswerToTheSameOffer() throws SdpException {
        assertEquals(answer(FIRST).sdp(), answer(FIRST).sdp());
    }

    @Test
    void shouldCountTheVersionUpOnlyWhenSomethingChanges() throws SdpException {
        String first = answer(FIRST).sdp();
        String held = answer(FIRST.replace("a=sendrecv", "a=sendonly")).sdp();
        String same = answer(FIRST.replace("a=sendrecv", "a=sendonly")).sdp();
        assertEquals(version(first) + 1, version(held));
        assertEquals(held, same);
        assertEquals(sessionId(first), sessionId(held));
    }

    @Test
    void shouldKeepSsrcsAndMidsWhenSectionsAreAddedAndSwitchedOff() throws SdpException {
        AudioSection before = answer(FIRST).negotiated().audio().getFirst();
        Negotiated both = answer(Peers.offer(Peers.audio("0"), Peers.audio("1"))).negotiated();
        assertEquals(before.localSsrc(), both.audio().getFirst().localSsrc());
        long second = both.audio().getLast().localSsrc();

        String off = Peers.audio("0").replace("m=audio 9", "m=audio 0");
        Answer one = answer(Peers.offerWith("a=group:BUNDLE 1", off, Peers.audio("1")));
        assertEquals(
                List.of(second),
                one.negotiated().audio().stream().map(AudioSection::localSsrc).toList());
        assertTrue(Peers.section(one.sdp(), 0).getFirst().startsWith("m=audio 0 "));
    }

    @Test
    void shouldGiveAReusedSlotANewStream() throws SdpException {
        AudioSection before = answer(FIRST).negotiated().audio().getFirst();
        AudioSection after =
                answer(Peers.offer(Peers.audio("new"))).negotiated().audio().getFirst();
        assertNotEquals(before.localSsrc(), after.localSsrc());
    }

    @Test
    void shouldRefuseOffersThatDropSections() throws SdpException {
        answer(Peers.offer(Peers.audio("0"), Peers.video("1")));
        SdpException e = assertThrows(SdpException.class, () -> answer(FIRST));
        assertEquals(
                "the offer has 1 m-lines after 2; a section is switched off with port 0, never"
                        + " removed",
                e.getMessage());
    }

    @Test
    void shouldNoticeAnIceRestartAndInsistOnNewCredentials() throws SdpException {
        assertFalse(answer(FIRST).negotiated().iceRestarted());
        String restart = FIRST.replace(Peers.UFRAG, "rmt2").replace(Peers.PWD, Peers.PWD + "x");

        RemoteOffer offer = negotiation.receiveOffer(restart);
        assertTrue(offer.restartsIce());
        assertFalse(offer.renewsDtls());
        IllegalArgumentException stale =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> negotiation.answer(Peers.local(), AnswerPolicy.DEFAULT));
        assertTrue(String.valueOf(stale.getMessage()).contains("restartIce()"), stale.getMessage());

        Answer answer = negotiation.answer(Peers.local("new1"), AnswerPolicy.DEFAULT);
        assertTrue(answer.negotiated().iceRestarted());
        assertFalse(answer.negotiated().newDtlsAssociation());
        assertEquals("rmt2", answer.negotiated().remote().iceUfrag());
        assertTrue(answer.sdp().contains("a=ice-ufrag:new1\r\n"));

        RemoteOffer again = negotiation.receiveOffer(restart);
        assertFalse(again.restartsIce(), "the same credentials again restart nothing");
    }

    @Test
    void shouldKeepTheDtlsRoleOfARunningAssociation() throws SdpException {
        negotiation.answer(
                FIRST, Peers.local(), AnswerPolicy.DEFAULT.withDtlsRole(DtlsRole.SERVER));
        Negotiated again = answer(FIRST).negotiated();
        assertEquals(DtlsRole.SERVER, again.remote().localDtlsRole());
        assertFalse(again.newDtlsAssociation());
    }

    @ParameterizedTest
    @CsvSource({"active", "passive"})
    void shouldCallForAnotherHandshakeWhenARoleIsForcedAnew(String setup) throws SdpException {
        DtlsRole opposite = setup.equals("active") ? DtlsRole.CLIENT : DtlsRole.SERVER;
        negotiation.answer(FIRST, Peers.local(), AnswerPolicy.DEFAULT.withDtlsRole(opposite));
        String forced = FIRST.replace("setup:actpass", "setup:" + setup);
        assertTrue(answer(forced).negotiated().newDtlsAssociation());
        assertFalse(answer(forced).negotiated().newDtlsAssociation());
    }

    @Test
    void shouldCallForAnotherHandshakeWhenTheFingerprintChanges() throws SdpException {
        negotiation.answer(
                FIRST, Peers.local(), AnswerPolicy.DEFAULT.withDtlsRole(DtlsRole.SERVER));
        String other = FIRST.replace(Peers.FINGERPRINT, Peers.OTHER_FINGERPRINT);
        Negotiated changed = answer(other).negotiated();
        assertTrue(changed.newDtlsAssociation());
        assertEquals(DtlsRole.CLIENT, changed.remote().localDtlsRole(), "free to choose again");
        assertEquals(Peers.OTHER_FINGERPRINT, changed.remote().fingerprints().getFirst().toSdp());
        assertFalse(answer(other).negotiated().newDtlsAssociation());
    }

    @Test
    void shouldAnswerATlsIdWithOneAndRenewItWithTheAssociation() throws SdpException {
        String named = FIRST.replace("a=setup", "a=tls-id:remote-association-1\na=setup");
        String ours = tlsId(answer(named).sdp());
        assertTrue(ours.length() >= "a=tls-id:".length() + 20, ours);
        assertEquals(ours, tlsId(answer(named).sdp()));

        Answer renewed = answer(named.replace("association-1", "association-2"));
        assertTrue(renewed.negotiated().newDtlsAssociation());
        assertNotEquals(ours, tlsId(renewed.sdp()));
        assertFalse(answer(FIRST).sdp().contains("tls-id"));
    }

    private static String tlsId(String sdp) throws SdpException {
        return Peers.section(sdp, 0).stream()
                .filter(line -> line.startsWith("a=tls-id:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldOfferTheSessionAgainAsTheRemoteSideSetItUp() throws SdpException {
        Answer answer =
                answer(
                        Peers.offer(
                                Peers.video("v"),
                                Peers.audio("a").replace("111", "96").replace("a=ssrc", "")));
        long ssrc = answer.negotiated().audio().getFirst().localSsrc();
        LocalOffer offer =
                negotiation.offer(
                        Peers.local(), OfferPolicy.DEFAULT.withDirection(MediaDirection.SENDONLY));
        assertEquals(version(answer.sdp()) + 1, version(offer.sdp()));
        assertTrue(offer.sdp().contains("a=group:BUNDLE a\r\n"));
        assertTrue(Peers.section(offer.sdp(), 0).getFirst().startsWith("m=video 0 "));
        List<String> audio = Peers.section(offer.sdp(), 1);
        assertEquals("m=audio 10000 UDP/TLS/RTP/SAVPF 96 110", audio.getFirst());
        assertTrue(audio.contains("a=mid:a"));
        assertTrue(audio.contains("a=setup:actpass"));
        assertTrue(audio.contains("a=sendonly"));
        assertTrue(audio.stream().anyMatch(line -> line.startsWith("a=ssrc:" + ssrc + " cname:")));
    }
}
