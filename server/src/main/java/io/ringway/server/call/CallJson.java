package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import io.ringway.signaling.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The final statistics as one JSON object. Times are in milliseconds but where the name says
 * seconds; null is what is not known.
 */
public final class CallJson {

    private CallJson() {}

    /** One line without an end. */
    public static String of(CallReport report) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("url", report.settings().url().toString());
        all.put("file", report.settings().file().toString());
        all.put("source", report.source());
        all.put("length_seconds", known(report.lengthSeconds()));
        all.put("impairment", impairment(report.settings().impairment()));
        all.put("complete", report.complete());
        all.put("failures", report.failures());
        all.put("saved", report.saved() == null ? null : report.saved().toString());
        all.put("calls", calls(report.results()));
        return Json.text(all);
    }

    private static Map<String, @Nullable Object> impairment(Impairment impairment) {
        Map<String, @Nullable Object> network = new LinkedHashMap<>();
        network.put("loss_percent", impairment.loss().percent());
        network.put("mean_burst_packets", meanBurst(impairment.loss()));
        network.put("jitter_ms", impairment.jitterMs());
        network.put("reorder_percent", impairment.reorderPercent());
        network.put("drift_ppm", impairment.driftPpm());
        network.put("seed", impairment.seed());
        return network;
    }

    /** Null for independent losses. */
    private static @Nullable Double meanBurst(LossModel loss) {
        return switch (loss) {
            case LossModel.Independent _ -> null;
            case LossModel.GilbertElliott chain -> chain.meanBurstPackets();
        };
    }

    private static List<Map<String, @Nullable Object>> calls(List<CallResult> results) {
        return results.stream().map(CallJson::call).toList();
    }

    private static Map<String, @Nullable Object> call(CallResult result) {
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("number", result.number());
        call.put("connected", result.connected());
        call.put("complete", result.complete());
        call.put("failure", result.failure());
        call.put("setup", setup(result.setup()));
        call.put("sent", sent(result.sent()));
        call.put("received", result.media() == null ? null : received(result.media()));
        return call;
    }

    private static Map<String, @Nullable Object> setup(SetupTimes times) {
        Map<String, @Nullable Object> setup = new LinkedHashMap<>();
        setup.put("signaling_ms", known(times.signalingMs()));
        setup.put("ice_ms", known(times.iceMs()));
        setup.put("dtls_ms", known(times.dtlsMs()));
        setup.put("total_ms", known(times.totalMs()));
        setup.put("first_audio_ms", known(times.firstAudioMs()));
        return setup;
    }

    private static Map<String, @Nullable Object> sent(SendProgress progress) {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        sent.put("packets", progress.packets());
        sent.put("bytes", progress.bytes());
        sent.put("seconds", progress.seconds());
        sent.put("refused", progress.refused());
        sent.put("late_mean_ms", progress.meanLateMs());
        sent.put("late_worst_ms", progress.worstLateMs());
        sent.put("impaired", impaired(progress.impaired()));
        return sent;
    }

    private static Map<String, @Nullable Object> impaired(ImpairedPackets packets) {
        Map<String, @Nullable Object> impaired = new LinkedHashMap<>();
        impaired.put("dropped", packets.dropped());
        impaired.put("delayed", packets.delayed());
        impaired.put("reordered", packets.reordered());
        impaired.put("delay_mean_ms", packets.meanDelayMs());
        impaired.put("delay_worst_ms", packets.worstDelayMs());
        return impaired;
    }

    private static Map<String, @Nullable Object> received(LegStatistics media) {
        Map<String, @Nullable Object> received = new LinkedHashMap<>();
        received.put("packets", media.packetsReceived());
        received.put("bytes", media.bytesReceived());
        received.put("lost", media.packetsLost());
        received.put("jitter_ms", known(media.jitterMs()));
        received.put("round_trip_ms", known(media.roundTripMs()));
        received.put("srtp_profile", media.srtpProfile());
        received.put("remote_address", CallReport.addressOf(media));
        return received;
    }

    private static @Nullable Double known(double value) {
        return value < 0 ? null : value;
    }
}
