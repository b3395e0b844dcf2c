package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, STUN", "1, 1, STUN", "3, 0, STUN", "4, 0, UNKNOWN", "15, 0, UNKNOWN",
        "16, 0, UNKNOWN", "19, 0, UNKNOWN", "20, 254, DTLS", "22, 254, DTLS", "63, 0, DTLS",
        "64, 0, UNKNOWN", "79, 0, UNKNOWN", "127, 0, UNKNOWN", "128, 0, RTP", "128, 111, RTP",
        "144, 239, RTP", "191, 191, RTP", "128, 192, RTCP", "129, 200, RTCP", "128, 207, RTCP",
        "128, 223, RTCP", "128, 224, RTP", "192, 200, UNKNOWN", "255, 255, UNKNOWN"
    })
    void shouldTellKindsByTheirRanges(int first, int second, PacketKind kind) {
        assertEquals(kind, PacketKind.of(first, second));
    }
}
