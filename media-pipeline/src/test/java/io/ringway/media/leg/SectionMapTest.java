package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.rtp.ExtensionWriter;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SectionMapTest {

    private static final int MID = 4;

    private final SectionMap map = new SectionMap();
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[64]);

    @BeforeEach
    void setSections() {
        map.set(List.of(section("a", 111, List.of(10L)), section("b", 112, List.of(20L))));
    }

    private static AudioSection section(String mid, int payloadType, List<Long> ssrcs) {
        return new AudioSection(
                mid,
                List.of(new PayloadFormat(payloadType, PayloadFormat.Codec.OPUS, 48_000, 2, false)),
                true,
                true,
                ssrcs,
                1,
                MID,
                0);
    }

    private @Nullable String find(int payloadType, int ssrc, @Nullable String mid) {
        int length = RtpWriter.writeHeader(packet, 0, false, payloadType, 1, 1, ssrc);
        if (mid != null) {
            length =
                    new ExtensionWriter(ExtensionWriter.Form.ONE_BYTE)
                            .wrap(packet, 0)
                            .element(MID, new UnsafeBuffer(mid.getBytes(StandardCharsets.US_ASCII)))
                            .end();
        }
        RtpHeader header = new RtpHeader();
        assertEquals(0, header.wrap(packet, 0, length));
        AudioSection found = map.find(header, packet);
        return found == null ? null : found.mid();
    }

    @Test
    void shouldBelieveTheMidFirstThenTheSsrcThenThePayloadType() {
        assertEquals("b", find(111, 10, "b"));
        assertEquals("b", find(111, 20, null));
        assertEquals("b", find(112, 99, null));
        assertEquals("a", find(111, 99, "unknown"));
    }

    @Test
    void shouldFindNothingForAPayloadTypeNobodyNegotiated() {
        assertNull(find(0, 99, null));
    }

    @Test
    void shouldForgetSectionsThatAreNoLongerAgreed() {
        map.set(List.of(section("a", 96, List.of())));
        assertNull(find(111, 10, null));
    }
}
