package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.dtls.DtlsRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who begins the DTLS handshake (RFC 5763 §5, RFC 8842 §5.3). */
final class DtlsRolesTest {

    @ParameterizedTest
    @CsvSource({
        "actpass, CLIENT, active, CLIENT",
        "actpass, SERVER, passive, SERVER",
        "active, CLIENT, passive, SERVER",
        "active, SERVER, passive, SERVER",
        "passive, CLIENT, active, CLIENT",
        "passive, SERVER, active, CLIENT"
    })
    void shouldSettleTheDtlsRole(String offered, DtlsRole preferred, String answered, DtlsRole role)
            throws SdpException {
        String offer =
                Peers.changed(Peers.offer(Peers.audio("0")), "setup:actpass", "setup:" + offered);
        Answer answer = Answers.to(offer, AnswerPolicy.DEFAULT.withDtlsRole(preferred));
        assertTrue(Peers.section(answer.sdp(), 0).contains("a=setup:" + answered));
        assertEquals(role, answer.negotiated().remote().localDtlsRole());
    }

    @Test
    void shouldTakeAnOfferWithoutSetupForActive() throws SdpException {
        String offer = Peers.changed(Peers.offer(Peers.audio("0")), "a=setup:actpass\n", "");
        assertEquals(DtlsRole.SERVER, Answers.to(offer).negotiated().remote().localDtlsRole());
    }

    @Test
    void shouldRefuseHoldconn() {
        String offer = Peers.changed(Peers.offer(Peers.audio("0")), "actpass", "holdconn");
        assertTrue(Answers.refusal(offer).getMessage().contains("holdconn"));
    }
}
