package io.ringway.server.sip.peer;

import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Another phone that others wrote, which calls over a network that is not loopback. */
@Listens
@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class LinphoneSystemTest {

    private static final int PACKETS_PER_SECOND = 50;

    @Test
    void shouldBeHeard(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.LINPHONE);
        PeerFolder folder = PeerFolder.of(test);
        TestSpeech speech = TestSpeech.load().beginning();
        try (NetworkNamespace network = NetworkNamespace.make(folder);
                SipServer server = SipServer.start(folder, at(network.here()));
                Linphone phone = Linphone.start(folder, network, speech)) {
            phone.call("sip:speech@" + network.here() + ":" + server.sipPort());
            String id = server.sessions().awaitSession(1);
            server.heard(id, (double) speech.packets() / PACKETS_PER_SECOND);
            phone.hangUp();
            server.awaitIdle();
            server.assertHeard(id, speech);
        }
    }

    private static SipServerPlan at(String address) {
        return new SipServerPlan()
                .setting("sip-listen-address", address)
                .setting("local-addresses", address);
    }
}
