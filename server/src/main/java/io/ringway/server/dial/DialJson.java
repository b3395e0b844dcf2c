package io.ringway.server.dial;

import io.ringway.media.LegStatistics;
import io.ringway.server.call.CallReport;
import io.ringway.signaling.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The final statistics of a call as one JSON object. Times are in milliseconds but where the name
 * says seconds; null is what is not known.
 */
public final class DialJson {

    private DialJson() {}

    /** One line without an end. */
    public static String of(DialReport report) {
        DialResult result = report.result();
        DialSettings settings = report.settings();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("target", settings.target().uri());
        all.put("file", settings.file() == null ? null : settings.file().toString());
        all.put("length_seconds", known(report.lengthSeconds()));
        all.put("answered", result.answered());
        all.put("complete", report.complete());
        all.put("failures", report.failures());
        all.put("sip_status", result.status() == 0 ? null : result.status());
        all.put("seconds", result.seconds());
        all.put("setup", setup(result.times()));
        all.put("agreed", result.agreement() == null ? null : agreed(result.agreement()));
        all.put("media", result.media() == null ? null : media(result.media()));
        all.put("keys_heard", result.keysHeard());
        all.put("saved", report.saved() == null ? null : report.saved().toString());
        return Json.text(all);
    }

    private static Map<String, @Nullable Object> setup(DialTimes times) {
        Map<String, @Nullable Object> setup = new LinkedHashMap<>();
        setup.put("ringing_ms", known(times.ringingMs()));
        setup.put("early_media_ms", known(times.earlyMediaMs()));
        setup.put("answered_ms", known(times.answeredMs()));
        setup.put("dtls_ms", known(times.securedMs()));
        setup.put("first_audio_ms", known(times.firstAudioMs()));
        return setup;
    }

    private static Map<String, @Nullable Object> agreed(MediaAgreement agreement) {
        Map<String, @Nullable Object> agreed = new LinkedHashMap<>();
        agreed.put("codec", agreement.codec());
        agreed.put("security", agreement.security());
        agreed.put("keys", agreement.keys());
        return agreed;
    }

    private static Map<String, @Nullable Object> media(LegStatistics statistics) {
        Map<String, @Nullable Object> media = new LinkedHashMap<>();
        media.put("packets_sent", statistics.packetsSent());
        media.put("bytes_sent", statistics.bytesSent());
        media.put("packets_received", statistics.packetsReceived());
        media.put("bytes_received", statistics.bytesReceived());
        media.put("packets_lost", statistics.packetsLost());
        media.put("jitter_ms", known(statistics.jitterMs()));
        media.put("round_trip_ms", known(statistics.roundTripMs()));
        media.put("srtp_profile", statistics.srtpProfile());
        media.put("remote_address", CallReport.addressOf(statistics));
        return media;
    }

    private static @Nullable Double known(double value) {
        return value < 0 ? null : value;
    }
}
