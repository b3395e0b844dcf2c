package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.sip.phone.G711;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.RtpEnd;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.system.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * A call to a server's echo in which somebody speaks while the server is given trouble elsewhere:
 * it has to come back packet by packet.
 */
final class SpokenCall implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Phone phone;
    private final PhoneCall call;
    private final short[] said;
    private final Thread speaking;

    private SpokenCall(Phone phone, PhoneCall call, short[] said) {
        this.phone = phone;
        this.call = call;
        this.said = said;
        this.speaking = Thread.ofPlatform().name("speaker").start(this::speak);
    }

    /** Calls, and begins to speak. */
    static SpokenCall begin(SipServer server, short[] said) throws Exception {
        Phone phone = Phone.udp(server.sipPort());
        return new SpokenCall(phone, phone.call("echo"), said);
    }

    private void speak() {
        try {
            phone.media().speak(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is still something to say. */
    boolean speaks() {
        return speaking.isAlive();
    }

    /** Waits until all is said, and hangs up; fails unless all of it came back as it was. */
    void assertWhole() throws Exception {
        speaking.join();
        int packets = (said.length + RtpEnd.SAMPLES - 1) / RtpEnd.SAMPLES;
        List<RtpPacket> back =
                Await.until(
                        packets + " packets come back",
                        LIMIT,
                        phone.media()::received,
                        received -> received.size() >= packets);
        call.hangUp();
        assertEquals(packets, back.size());
        for (int i = 0; i < packets; i++) {
            byte[] payload = G711.encode(said, i * RtpEnd.SAMPLES, RtpEnd.SAMPLES);
            assertArrayEquals(payload, back.get(i).payload(), "packet " + i);
        }
    }

    @Override
    public void close() throws IOException {
        phone.close();
    }
}
