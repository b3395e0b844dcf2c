package io.ringway.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.DtmfReceived;
import io.ringway.proto.SegmentBatch;
import io.ringway.proto.SessionEnded;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamHello;
import io.ringway.proto.StreamMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MessageReaderTest {

    private final List<String> told = new ArrayList<>();

    private final SegmentVisitor visitor =
            new SegmentVisitor() {
                @Override
                public void onSegment(
                        String sessionId,
                        int leg,
                        long sequence,
                        long rtpTimestamp,
                        int flags,
                        long droppedSamples) {
                    told.add(
                            "%s %d %d %d %d %d"
                                    .formatted(
                                            sessionId,
                                            leg,
                                            sequence,
                                            rtpTimestamp,
                                            flags,
                                            droppedSamples));
                }

                @Override
                public void onEnd(String sessionId) {
                    told.add(sessionId + " ends");
                }
            };

    private void read(MessageLite message) throws IOException {
        byte[] bytes = message.toByteArray();
        new MessageReader().read(CodedInputStream.newInstance(bytes), visitor);
    }

    @Test
    void shouldReadEachSegmentOfABatchAndStepOverItsSound() throws IOException {
        AudioSegment first =
                AudioSegment.newBuilder()
                        .setSessionId("a")
                        .setLeg(2)
                        .setSequence(1L << 40)
                        .setRtpTimestamp((3L << 32) + 5)
                        .setCaptureTimeUnixNs(-1)
                        .setFormat(AudioFormat.LINEAR16)
                        .setSampleRateHz(16_000)
                        .setChannels(1)
                        .setFlags(129)
                        .setPayload(ByteString.copyFrom(new byte[640]))
                        .setSampleCount(320)
                        .setDroppedSamples(1L << 34)
                        .build();
        AudioSegment bare = AudioSegment.newBuilder().setSessionId("b").build();
        SegmentBatch batch = SegmentBatch.newBuilder().addSegments(first).addSegments(bare).build();

        read(StreamMessage.newBuilder().setBatch(batch).build());

        assertEquals(List.of("a 2 1099511627776 12884901893 129 17179869184", "b 0 0 0 0 0"), told);
    }

    @Test
    void shouldTellOnlyTheEndOfSessions() throws IOException {
        SessionEvent.Builder event = SessionEvent.newBuilder().setSessionId("a");
        DtmfReceived key = DtmfReceived.newBuilder().setDigit("5").build();
        read(StreamMessage.newBuilder().setSession(event.setDtmf(key)).build());
        SessionEnded ended = SessionEnded.newBuilder().setReason("remote-hangup").build();
        read(StreamMessage.newBuilder().setSession(event.setEnded(ended)).build());
        read(StreamMessage.newBuilder().setHello(StreamHello.newBuilder().setShard(1)).build());

        assertEquals(List.of("a ends"), told);
    }

    @Test
    void shouldIgnoreFieldsOfLaterContracts() throws IOException {
        UnknownFieldSet.Field text =
                UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8("new"))
                        .build();
        UnknownFieldSet later = UnknownFieldSet.newBuilder().addField(900, text).build();
        AudioSegment segment =
                AudioSegment.newBuilder().setSessionId("a").setUnknownFields(later).build();
        SegmentBatch batch = SegmentBatch.newBuilder().addSegments(segment).build();

        read(StreamMessage.newBuilder().setBatch(batch).setUnknownFields(later).build());

        assertEquals(List.of("a 0 0 0 0 0"), told);
    }

    @Test
    void shouldRefuseBytesThatAreNoMessage() {
        byte[] cut = {0x12, 0x20, 0x0A, 0x10, 0x0A};
        assertThrows(
                IOException.class,
                () -> new MessageReader().read(CodedInputStream.newInstance(cut), visitor));
    }
}
