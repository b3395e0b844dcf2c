package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Calls whose other end is gone without a word: all of them at once, for each takes its time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LostPeerSystemTest {

    /** 64·T1 of RFC 3261 §17, and some. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    @Test
    void shouldLetGoOfWhoeverIsGone(TestInfo test) throws Exception {
        try (SipServer server = SipServer.start(PeerFolder.of(test));
                Phone unacknowledging = Phone.udp(server.sipPort());
                Phone gone = Phone.udp(server.sipPort());
                Phone cut = Phone.tcp(server.sipPort())) {
            gone.call("echo");
            gone.ignore();
            cut.call("echo");
            cut.disconnect();
            server.awaitCalls(2);
            server.endCalls();
            PhoneCall unacknowledged = unacknowledging.callTo("echo");
            SipText invite = unacknowledged.invite(unacknowledging.media().offer());
            SipText ok = unacknowledged.finalAnswer(invite);
            assertEquals(200, ok.status());
            unacknowledged.hungUpOn(LIMIT);
            assertRepeated(unacknowledging, ok);
            server.awaitIdle();
        }
    }

    /** RFC 3261 §13.3.1.4: at intervals that double up to T2, until 64·T1 are over. */
    private static void assertRepeated(Phone phone, SipText ok) {
        List<SipText> same = phone.received().stream().filter(ok::equals).toList();
        assertTrue(same.size() >= 7 && same.size() <= 12, same.size() + " times");
    }
}
