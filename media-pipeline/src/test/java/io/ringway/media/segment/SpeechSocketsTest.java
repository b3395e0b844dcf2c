package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel says of sockets to a speech service. */
class SpeechSocketsTest {

    private static final Path USUAL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

    @BeforeEach
    void needEpoll() {
        assumeTrue(Epoll.isAvailable(), "SKIPPED: there is no epoll");
    }

    private static String congestionControl(String asked) throws Exception {
        try (SpeechSockets sockets = new SpeechSockets(asked)) {
            EpollSocketChannel socket = sockets.open();
            ByteBuffer name = socket.config().getOption(SpeechSockets.CONGESTION_CONTROL);
            socket.fd().close();
            return StandardCharsets.US_ASCII.decode(name).toString().replace("\0", "");
        }
    }

    /** Every kernel has Reno, and gives it to everybody. */
    @Test
    void shouldAskForCongestionControlByName() throws Exception {
        assertEquals("reno", congestionControl("reno"));
    }

    @Test
    void shouldLeaveItToTheHost() throws Exception {
        assertEquals(Files.readString(USUAL).strip(), congestionControl(""));
    }

    @Test
    void shouldGoOnWithTheHostsWhenItIsNotThere() throws Exception {
        assertEquals(Files.readString(USUAL).strip(), congestionControl("no_such"));
    }
}
