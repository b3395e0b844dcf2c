package io.ringway.media.segment;

import io.ringway.media.SpeechFormat;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.DtmfReceived;
import io.ringway.proto.MarkReached;
import io.ringway.proto.Rejected;
import io.ringway.proto.SessionEnded;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.SessionStarted;
import io.ringway.proto.StreamHello;
import io.ringway.proto.StreamMessage;
import java.util.Locale;

/** Events as messages of the contract. Thread: the forwarder's; off the media path. */
final class SpeechEventEncoder {

    private SpeechEventEncoder() {}

    static StreamMessage encode(SpeechEvent event) {
        StreamMessage.Builder message = StreamMessage.newBuilder();
        return switch (event) {
            case SpeechEvent.Started started -> message.setSession(started(started, false)).build();
            case SpeechEvent.Announced announced ->
                    message.setSession(started(announced.started(), announced.resumed())).build();
            case SpeechEvent.Ended ended -> message.setSession(ended(ended)).build();
            case SpeechEvent.Dtmf dtmf -> message.setSession(dtmf(dtmf)).build();
            case SpeechEvent.MarkReached mark -> message.setMark(mark(mark)).build();
            case SpeechEvent.Playback playback ->
                    message.setPlayback(PlaybackMessages.status(playback)).build();
            case SpeechEvent.BargeIn bargeIn ->
                    message.setBargeIn(PlaybackMessages.bargeIn(bargeIn)).build();
            case SpeechEvent.Hello hello -> message.setHello(hello(hello)).build();
            case SpeechEvent.Rejected rejected -> message.setRejected(rejected(rejected)).build();
        };
    }

    private static StreamHello hello(SpeechEvent.Hello hello) {
        return StreamHello.newBuilder()
                .setNodeId(hello.nodeId())
                .setShard(hello.shard())
                .setReconnects(hello.reconnects())
                .build();
    }

    private static SessionEvent started(SpeechEvent.Started started, boolean resumed) {
        SpeechFormat format = started.format();
        SessionStarted.Builder event =
                SessionStarted.newBuilder()
                        .setType(started.type().name().toLowerCase(Locale.ROOT))
                        .setFormat(wireFormat(format.encoding()))
                        .setSampleRateHz(format.rateHz())
                        .setChannels(format.channels())
                        .setResumed(resumed)
                        .setPlaybackRoomMs(started.playbackRoomMs())
                        .setVoiceGated(format.voiceGated());
        return SessionEvent.newBuilder()
                .setSessionId(started.sessionId())
                .setStarted(event)
                .build();
    }

    private static SessionEvent ended(SpeechEvent.Ended ended) {
        return SessionEvent.newBuilder()
                .setSessionId(ended.sessionId())
                .setEnded(SessionEnded.newBuilder().setReason(ended.reason()))
                .build();
    }

    private static SessionEvent dtmf(SpeechEvent.Dtmf dtmf) {
        DtmfReceived.Builder event =
                DtmfReceived.newBuilder()
                        .setDigit(String.valueOf(dtmf.digit()))
                        .setDurationMs(dtmf.durationMs());
        return SessionEvent.newBuilder().setSessionId(dtmf.sessionId()).setDtmf(event).build();
    }

    private static MarkReached mark(SpeechEvent.MarkReached mark) {
        return MarkReached.newBuilder()
                .setSessionId(mark.sessionId())
                .setName(mark.name())
                .setUnplayedSamples(mark.unplayedSamples())
                .build();
    }

    private static Rejected rejected(SpeechEvent.Rejected rejected) {
        return Rejected.newBuilder()
                .setSessionId(rejected.sessionId())
                .setRequest(rejected.request())
                .setCode(Rejected.Code.valueOf(rejected.rejection().code().name()))
                .setDetail(rejected.rejection().detail())
                .build();
    }

    static AudioFormat wireFormat(SpeechFormat.Encoding encoding) {
        return switch (encoding) {
            case OPUS -> AudioFormat.OPUS;
            case LINEAR16 -> AudioFormat.LINEAR16;
        };
    }
}
