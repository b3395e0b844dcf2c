package io.ringway.media.segment;

import io.ringway.media.SpeechFormat;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.segment.Rejection.Code;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.GrantCredit;
import io.ringway.proto.PlayAudio;
import io.ringway.proto.SendDtmf;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SetBargeIn;
import io.ringway.proto.SetFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Checks messages of a speech service, which may say anything. Pure; any thread.
 *
 * <p>Unsigned fields arrive as ints, so that values from 2³¹ on are negative here.
 */
final class ServiceRequestDecoder {

    /** A request within its bounds, or the answer that says it is not. */
    sealed interface Decoded {

        record Valid(String name, ServiceRequest request) implements Decoded {}

        record Invalid(SpeechEvent.Rejected answer) implements Decoded {}
    }

    private static final int MAX_TEXT = 256;
    private static final int MAX_TARGET = 1_024;
    private static final int DEFAULT_DTMF_MS = 160;
    private static final Pattern SESSION_ID = Pattern.compile("[!-~]{1,64}");
    private static final Pattern DIGITS = Pattern.compile("[0-9*#A-D]{1,64}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private final String request;
    private final String sessionId;

    private ServiceRequestDecoder(String request, String sessionId) {
        this.request = request;
        this.sessionId = sessionId;
    }

    static Decoded decode(ServiceMessage message) {
        return switch (message.getMessageCase()) {
            case SET_FORMAT -> {
                var m = message.getSetFormat();
                var decoder = new ServiceRequestDecoder("set_format", m.getSessionId());
                yield decoder.setFormat(m);
            }
            case GRANT_CREDIT -> {
                var m = message.getGrantCredit();
                yield new ServiceRequestDecoder("grant_credit", m.getSessionId()).grantCredit(m);
            }
            case PLAY -> {
                var m = message.getPlay();
                yield new ServiceRequestDecoder("play", m.getSessionId()).playAudio(m);
            }
            case MARK -> {
                var m = message.getMark();
                yield new ServiceRequestDecoder("mark", m.getSessionId()).playMark(m.getName());
            }
            case CLEAR -> {
                String id = message.getClear().getSessionId();
                var decoder = new ServiceRequestDecoder("clear", id);
                yield decoder.valid(() -> new ServiceRequest.ClearPlayback(id));
            }
            case DTMF -> {
                var m = message.getDtmf();
                yield new ServiceRequestDecoder("dtmf", m.getSessionId()).sendDtmf(m);
            }
            case HANG_UP -> {
                var m = message.getHangUp();
                yield new ServiceRequestDecoder("hang_up", m.getSessionId()).hangUp(m.getReason());
            }
            case TRANSFER -> {
                var m = message.getTransfer();
                var decoder = new ServiceRequestDecoder("transfer", m.getSessionId());
                yield decoder.transfer(m.getTarget());
            }
            case REFUSED -> {
                var m = message.getRefused();
                yield new ServiceRequestDecoder("refused", m.getSessionId()).refused(m.getReason());
            }
            case PAUSE -> {
                String id = message.getPause().getSessionId();
                var decoder = new ServiceRequestDecoder("pause", id);
                yield decoder.valid(() -> new ServiceRequest.PausePlayback(id));
            }
            case RESUME -> {
                String id = message.getResume().getSessionId();
                var decoder = new ServiceRequestDecoder("resume", id);
                yield decoder.valid(() -> new ServiceRequest.ResumePlayback(id));
            }
            case SET_BARGE_IN -> {
                var m = message.getSetBargeIn();
                yield new ServiceRequestDecoder("set_barge_in", m.getSessionId()).bargeIn(m);
            }
            case MESSAGE_NOT_SET ->
                    new ServiceRequestDecoder("", "")
                            .invalid(Code.UNSUPPORTED, "empty, or a request this build knows not");
        };
    }

    private Decoded setFormat(SetFormat message) {
        return withFormat(
                message.getFormat(),
                message.getSampleRateHz(),
                message.getChannels(),
                f -> new ServiceRequest.SetFormat(sessionId, f.gated(message.getVoiceGated())));
    }

    private Decoded grantCredit(GrantCredit message) {
        int milliseconds = message.getMilliseconds();
        if (milliseconds < 1 || milliseconds > SegmentCredit.MAX_MS) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "milliseconds must be 1 to %d, got %s"
                            .formatted(SegmentCredit.MAX_MS, unsigned(milliseconds)));
        }
        return valid(() -> new ServiceRequest.GrantCredit(sessionId, milliseconds));
    }

    private Decoded playAudio(PlayAudio message) {
        if (message.getPayload().isEmpty()) {
            return invalid(Code.INVALID_ARGUMENT, "payload must not be empty");
        }
        byte[] payload = message.getPayload().toByteArray();
        Decoded request =
                withFormat(
                        message.getFormat(),
                        message.getSampleRateHz(),
                        message.getChannels(),
                        format -> new ServiceRequest.PlayAudio(sessionId, format, payload));
        return request instanceof Decoded.Valid valid
                        && valid.request() instanceof ServiceRequest.PlayAudio play
                        && !isPlayable(play)
                ? invalid(Code.INVALID_ARGUMENT, unplayable(play))
                : request;
    }

    private static boolean isPlayable(ServiceRequest.PlayAudio play) {
        byte[] payload = play.payload();
        return switch (play.format().encoding()) {
            case LINEAR16 -> payload.length % (2 * play.format().channels()) == 0;
            case OPUS -> PlaybackItem.Opus.isPacket(payload);
        };
    }

    private static String unplayable(ServiceRequest.PlayAudio play) {
        int length = play.payload().length;
        return switch (play.format().encoding()) {
            case LINEAR16 ->
                    "LINEAR16 of %d channel(s) comes in multiples of %d bytes, got %d"
                            .formatted(
                                    play.format().channels(), 2 * play.format().channels(), length);
            case OPUS ->
                    "payload of %d bytes is not one Opus packet (RFC 6716 §3.4) of at most %d"
                            .formatted(length, PlaybackItem.Opus.MAX_BYTES);
        };
    }

    private Decoded playMark(String name) {
        if (name.isEmpty() || name.length() > MAX_TEXT) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "name must be 1 to %d characters, got %d".formatted(MAX_TEXT, name.length()));
        }
        return valid(() -> new ServiceRequest.PlayMark(sessionId, name));
    }

    private Decoded bargeIn(SetBargeIn message) {
        int confirmMs =
                message.getConfirmMs() == 0
                        ? BargeInSettings.DEFAULT_CONFIRM_MS
                        : message.getConfirmMs();
        boolean pauses = message.getMode() == SetBargeIn.Mode.PAUSE;
        if (!pauses && message.getMode() != SetBargeIn.Mode.OFF) {
            return invalid(Code.UNSUPPORTED, "mode must be OFF or PAUSE, got " + message.getMode());
        }
        if (!BargeInSettings.isConfirmMs(confirmMs)) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "confirm_ms must be 0 or 160 to 5000, got " + unsigned(confirmMs));
        }
        var settings = new BargeInSettings(pauses, confirmMs, message.getStayPaused());
        return valid(() -> new ServiceRequest.SetBargeIn(sessionId, settings));
    }

    private Decoded sendDtmf(SendDtmf message) {
        String digits = message.getDigits();
        int durationMs = message.getDurationMs() == 0 ? DEFAULT_DTMF_MS : message.getDurationMs();
        if (!DIGITS.matcher(digits).matches()) {
            return invalid(Code.INVALID_ARGUMENT, "digits must be 1 to 64 of 0-9 * # A-D");
        }
        if (durationMs < 40 || durationMs > 2_000) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "duration_ms must be 0 or 40 to 2000, got " + unsigned(durationMs));
        }
        return valid(() -> new ServiceRequest.SendDtmf(sessionId, digits, durationMs));
    }

    private Decoded hangUp(String reason) {
        return valid(() -> new ServiceRequest.HangUp(sessionId, printable(reason, MAX_TEXT)));
    }

    private Decoded transfer(String target) {
        boolean unprintable = UNPRINTABLE.matcher(target).find();
        if (target.isBlank() || target.length() > MAX_TARGET || unprintable) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "target must be 1 to " + MAX_TARGET + " printable ASCII characters");
        }
        return valid(() -> new ServiceRequest.Transfer(sessionId, target));
    }

    private Decoded refused(String reason) {
        return valid(() -> new ServiceRequest.Refused(sessionId, printable(reason, MAX_TEXT)));
    }

    private Decoded withFormat(
            AudioFormat format, int rateHz, int channels, FormatRequest request) {
        Optional<SpeechFormat.Encoding> encoding = encoding(format);
        if (encoding.isEmpty()) {
            return invalid(Code.UNSUPPORTED, "format must be OPUS or LINEAR16, got " + format);
        }
        boolean opus = encoding.get() == SpeechFormat.Encoding.OPUS;
        int rate = opus ? SegmentCredit.TICKS_HZ : rateHz;
        int count = opus && (channels < 1 || channels > 2) ? 1 : channels;
        boolean rateKnown = rate == 8_000 || rate == 16_000 || rate == 24_000 || rate == 48_000;
        if (!rateKnown || count < 1 || count > 2) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "LINEAR16 must be 8000, 16000, 24000 or 48000 Hz, 1 or 2 channels, got %s and %s"
                            .formatted(unsigned(rateHz), unsigned(channels)));
        }
        SpeechFormat wanted = new SpeechFormat(encoding.get(), rate, count);
        return valid(() -> request.of(wanted));
    }

    @FunctionalInterface
    private interface FormatRequest {
        ServiceRequest of(SpeechFormat format);
    }

    private static Optional<SpeechFormat.Encoding> encoding(AudioFormat format) {
        return switch (format) {
            case OPUS -> Optional.of(SpeechFormat.Encoding.OPUS);
            case LINEAR16 -> Optional.of(SpeechFormat.Encoding.LINEAR16);
            case AUDIO_FORMAT_UNSPECIFIED, PCMU, PCMA, G722, UNRECOGNIZED -> Optional.empty();
        };
    }

    private Decoded valid(Supplier<ServiceRequest> built) {
        if (!SESSION_ID.matcher(sessionId).matches()) {
            return invalid(
                    Code.INVALID_ARGUMENT,
                    "session_id must be 1 to 64 printable ASCII characters without spaces");
        }
        return new Decoded.Valid(request, built.get());
    }

    private Decoded invalid(Code code, String detail) {
        String id = printable(sessionId, SegmentTrack.MAX_SESSION_ID_BYTES);
        return new Decoded.Invalid(
                new SpeechEvent.Rejected(id, request, new Rejection(code, detail)));
    }

    private static String printable(String text, int maxLength) {
        String start = text.substring(0, Math.min(text.length(), maxLength));
        return UNPRINTABLE.matcher(start).replaceAll("?");
    }

    private static String unsigned(int value) {
        return Integer.toUnsignedString(value);
    }
}
