package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 6455 §5.5.1: each side sends one close frame, and nothing behind it. */
@Timeout(20)
final class WebSocketFramesTest {

    private static final int FAILED = 1011;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final WebSocketSettings settings = WebSocketSettings.defaults();
    private final WebSocketConnection connection = new WebSocketConnection(channel, settings);

    @BeforeEach
    void open() {
        channel.pipeline().addLast(new WebSocketFrames(settings, connection));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldAnswerAClose() {
        channel.writeInbound(closeFrame());
        ByteBuf answer = channel.readOutbound();
        assertNotNull(answer, "no close frame");
        assertEquals(0x88, answer.getUnsignedByte(0));
        assertEquals(FAILED, answer.getUnsignedShort(2));
        answer.release();
        assertNull(channel.readOutbound());
    }

    /** The peer's close answers ours, which is on its way from another thread. */
    @Test
    void shouldSendNoSecondCloseWhenThePeerAnswersOurs() {
        assertTrue(connection.closed(FAILED, "fingerprint-mismatch"));
        channel.writeInbound(closeFrame());
        assertNull(channel.readOutbound());
    }

    @Test
    void shouldSendNoSecondCloseWhenTheServerEnds() {
        assertTrue(connection.closed(FAILED, "fingerprint-mismatch"));
        channel.pipeline().fireUserEventTriggered(HttpServer.Closing.NOW);
        assertNull(channel.readOutbound());
    }

    private static Frame closeFrame() {
        byte[] code = ByteBuffer.allocate(Short.BYTES).putShort((short) FAILED).array();
        return new Frame(Frame.CLOSE, true, code.length, code);
    }
}
