package io.ringway.server.sip.peer;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A call to a server's echo in which somebody speaks while the server is given trouble elsewhere:
 * it has to come back packet by packet.
 */
final class SpokenCall implements AutoCloseable {

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
        EchoedPackets.assertWhole(said, phone.media());
        call.hangUp();
    }

    @Override
    public void close() throws IOException {
        phone.close();
    }
}
