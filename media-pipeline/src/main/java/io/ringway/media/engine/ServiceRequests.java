package io.ringway.media.engine;

import io.ringway.media.CloseReason;
import io.ringway.media.TransferRequests;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.segment.Rejection;
import io.ringway.media.segment.ServiceRequest;
import io.ringway.media.segment.ServiceRequestListener;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what speech services ask for. Thread: the forwarders'; never blocks. */
final class ServiceRequests implements ServiceRequestListener {

    private static final Logger log = LoggerFactory.getLogger(ServiceRequests.class);

    private final Map<String, LegHandle> legs;
    private final TransferRequests transfers;

    /**
     * @param transfers asked to transfer whole calls
     */
    ServiceRequests(Map<String, LegHandle> legs, TransferRequests transfers) {
        this.legs = legs;
        this.transfers = transfers;
    }

    @Override
    public Optional<Rejection> onRequest(ServiceRequest request) {
        LegHandle leg = legs.get(request.sessionId());
        if (leg == null) {
            return Optional.of(
                    new Rejection(
                            Rejection.Code.UNKNOWN_SESSION,
                            "no session '" + request.sessionId() + "' is open here"));
        }
        return switch (request) {
            case ServiceRequest.SetFormat wanted -> {
                leg.setSpeechFormat(wanted.format());
                yield Optional.empty();
            }
            case ServiceRequest.GrantCredit grant -> {
                leg.grantCredit(grant.milliseconds());
                yield Optional.empty();
            }
            case ServiceRequest.HangUp hangUp -> {
                log.info(
                        "call={} the speech service hangs up: {}",
                        hangUp.sessionId(),
                        hangUp.reason());
                leg.close(CloseReason.SPEECH_SERVICE_HANGUP);
                yield Optional.empty();
            }
            case ServiceRequest.Refused refused -> {
                log.warn(
                        "call={} the speech service refuses segments: {}",
                        refused.sessionId(),
                        refused.reason());
                yield Optional.empty();
            }
            case ServiceRequest.PlayAudio play -> play(leg, itemOf(play));
            case ServiceRequest.PlayMark mark -> play(leg, new PlaybackItem.Mark(mark.name()));
            case ServiceRequest.ClearPlayback clear -> {
                leg.stopPlaying();
                yield Optional.empty();
            }
            case ServiceRequest.PausePlayback pause -> {
                leg.pausePlayback(true);
                yield Optional.empty();
            }
            case ServiceRequest.ResumePlayback resume -> {
                leg.pausePlayback(false);
                yield Optional.empty();
            }
            case ServiceRequest.SetBargeIn wanted -> {
                leg.setBargeIn(wanted.settings());
                yield Optional.empty();
            }
            case ServiceRequest.SendDtmf dtmf -> press(leg, dtmf);
            case ServiceRequest.Transfer(String sessionId, String target) ->
                    transfers.onTransfer(sessionId, target)
                            ? Optional.empty()
                            : unsupported("this session is in no call that could be transferred");
        };
    }

    private static Optional<Rejection> play(LegHandle leg, PlaybackItem item) {
        if (leg.play(item)) {
            return Optional.empty();
        }
        String detail =
                item instanceof PlaybackItem.Mark
                        ? "at most %d marks may wait".formatted(PlaybackRoom.MAX_MARKS)
                        : "%d ms of audio to play, room for %d of %d ms; playback status tells more"
                                .formatted(
                                        item.ticks() * 1_000 / PlaybackItem.TICKS_HZ,
                                        leg.room().freeMs(),
                                        leg.room().limitMs());
        return Optional.of(new Rejection(Rejection.Code.OVERLOADED, detail));
    }

    private static Optional<Rejection> press(LegHandle leg, ServiceRequest.SendDtmf dtmf) {
        int longestMs = leg.longestKeyMs();
        if (longestMs == 0) {
            return Optional.of(
                    new Rejection(
                            Rejection.Code.UNSUPPORTED,
                            "the remote party did not agree on telephone-event (RFC 4733)"));
        }
        if (dtmf.durationMs() > longestMs) {
            return Optional.of(
                    new Rejection(
                            Rejection.Code.INVALID_ARGUMENT,
                            "duration_ms must be at most %d in this call, got %d"
                                    .formatted(longestMs, dtmf.durationMs())));
        }
        if (leg.press(dtmf.digits(), dtmf.durationMs())) {
            return Optional.empty();
        }
        return Optional.of(
                new Rejection(
                        Rejection.Code.OVERLOADED,
                        "at most %d keys may wait".formatted(PlaybackRoom.MAX_KEYS)));
    }

    private static PlaybackItem itemOf(ServiceRequest.PlayAudio play) {
        return switch (play.format().encoding()) {
            case OPUS -> PlaybackItem.Opus.of(play.payload());
            case LINEAR16 ->
                    new PlaybackItem.Pcm(
                            play.payload(), play.format().rateHz(), play.format().channels());
        };
    }

    private static Optional<Rejection> unsupported(String why) {
        return Optional.of(new Rejection(Rejection.Code.UNSUPPORTED, why));
    }
}
