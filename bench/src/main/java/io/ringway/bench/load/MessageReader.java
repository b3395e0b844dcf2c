package io.ringway.bench.load;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentBatch;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamMessage;
import java.io.IOException;

/**
 * Reads from the bytes of a {@code StreamMessage} what latency is measured by, and steps over the
 * sound: a service that parsed it all would cost more than the generator may. Thread: any one.
 */
final class MessageReader {

    private String sessionId = "";
    private int leg;
    private long sequence;
    private long rtpTimestamp;
    private int flags;
    private long droppedSamples;

    /**
     * Reads one message.
     *
     * @throws IOException if it is none
     */
    void read(CodedInputStream in, SegmentVisitor visitor) throws IOException {
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case StreamMessage.BATCH_FIELD_NUMBER -> readBatch(in, visitor);
                case StreamMessage.SESSION_FIELD_NUMBER -> readSession(in, visitor);
                default -> in.skipField(tag);
            }
        }
    }

    private void readBatch(CodedInputStream in, SegmentVisitor visitor) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (WireFormat.getTagFieldNumber(tag) == SegmentBatch.SEGMENTS_FIELD_NUMBER) {
                readSegment(in);
                visitor.onSegment(sessionId, leg, sequence, rtpTimestamp, flags, droppedSamples);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private void readSegment(CodedInputStream in) throws IOException {
        sessionId = "";
        leg = flags = 0;
        sequence = rtpTimestamp = droppedSamples = 0;
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case AudioSegment.SESSION_ID_FIELD_NUMBER -> sessionId = in.readString();
                case AudioSegment.LEG_FIELD_NUMBER -> leg = in.readUInt32();
                case AudioSegment.SEQUENCE_FIELD_NUMBER -> sequence = in.readUInt64();
                case AudioSegment.RTP_TIMESTAMP_FIELD_NUMBER -> rtpTimestamp = in.readUInt64();
                case AudioSegment.FLAGS_FIELD_NUMBER -> flags = in.readUInt32();
                case AudioSegment.DROPPED_SAMPLES_FIELD_NUMBER -> droppedSamples = in.readUInt64();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private static void readSession(CodedInputStream in, SegmentVisitor visitor)
            throws IOException {
        String session = "";
        boolean ended = false;
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case SessionEvent.SESSION_ID_FIELD_NUMBER -> session = in.readString();
                case SessionEvent.ENDED_FIELD_NUMBER -> {
                    ended = true;
                    in.skipField(tag);
                }
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (ended) {
            visitor.onEnd(session);
        }
    }
}
