package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerMessageReaderTest {

    private static final String CANDIDATE = "candidate:1 1 udp 2130706431 192.0.2.1 10000 typ host";

    @Test
    void shouldReadDescriptionsAndErrors() throws IOException {
        assertEquals(
                new CallEvent.Answered("v=0"),
                ServerMessageReader.read("{\"type\":\"answer\",\"sdp\":\"v=0\"}"));
        assertEquals(
                new CallEvent.Offered("v=0"),
                ServerMessageReader.read("{\"type\":\"offer\",\"sdp\":\"v=0\"}"));
        assertEquals(
                new CallEvent.Refused("full", "come later"),
                ServerMessageReader.read(
                        "{\"type\":\"error\",\"code\":\"full\",\"message\":\"come later\"}"));
    }

    @Test
    void shouldReadCandidates() throws IOException {
        CallEvent event =
                ServerMessageReader.read(
                        "{\"type\":\"candidate\",\"candidate\":{\"candidate\":\""
                                + CANDIDATE
                                + "\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}");
        CallEvent.CandidateFound found = assertInstanceOf(CallEvent.CandidateFound.class, event);
        assertEquals(CANDIDATE, found.candidate().toSdp());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"candidate\",\"candidate\":null}",
                "{\"type\":\"candidate\",\"candidate\":{\"candidate\":\"\"}}",
                "{\"type\":\"candidate\",\"candidate\":{\"candidate\":null}}",
                "{\"type\":\"candidate\",\"candidate\":{\"candidate\":"
                        + "\"candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype active\"}}",
                "{\"type\":\"session\",\"sessionId\":\"x\"}",
                "{}",
                "[]",
                ""
            })
    void shouldPassOverWhatACallerHasNoUseFor(String text) throws IOException {
        assertNull(ServerMessageReader.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"type\":\"answer\"}",
                "{\"type\":\"offer\",\"sdp\":7}",
                "{\"type\":\"candidate\",\"candidate\":{\"candidate\":\"nonsense\"}}"
            })
    void shouldRefuseWhatCannotBeRead(String text) {
        assertThrows(IOException.class, () -> ServerMessageReader.read(text));
    }
}
