package io.ringway.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringway.signaling.call.CallCounters;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.sip.trunk.RegistrationState;
import io.ringway.signaling.sip.trunk.TrunkStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What calls, registrations and trunks can say of this moment; read on the thread that serves the
 * page.
 *
 * @param active calls open now
 * @param registrations contacts of phones registered here
 * @param sessions who is told of the calls' sessions
 */
public record CallCollector(
        IntSupplier active,
        CallCounters calls,
        IntSupplier registrations,
        Supplier<List<TrunkStatus>> trunks,
        SessionManagerClient sessions)
        implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
        GaugeFamily up = new GaugeFamily("ringway_trunk_up", "Whether a trunk's server answers");
        GaugeFamily registered =
                new GaugeFamily("ringway_trunk_registered", "Whether we are registered at a trunk");
        for (TrunkStatus trunk : trunks.get()) {
            Labels name = Labels.of("trunk", trunk.name());
            up.point(trunk.serverUp() ? 1 : 0, name);
            registered.point(trunk.registration() == RegistrationState.REGISTERED ? 1 : 0, name);
        }
        return MetricSnapshots.of(
                GaugeFamily.single(
                        "ringway_calls", "Calls of any kind open now", active.getAsInt()),
                GaugeFamily.single(
                        "ringway_sip_registrations",
                        "Contacts of phones registered here",
                        registrations.getAsInt()),
                GaugeFamily.single(
                        "ringway_session_goodbyes_waiting",
                        "Ends of sessions the session manager is still to be told of",
                        sessions.goodbyesWaiting()),
                counter(
                        "ringway_session_goodbyes_dropped",
                        "Ends of sessions the session manager will never hear of",
                        sessions.goodbyesDropped()),
                up.snapshot(),
                registered.snapshot(),
                counter("ringway_calls_begun", "Calls begun", calls.callsBegun()),
                counter(
                        "ringway_calls_refused",
                        "Callers refused as too many calls ran",
                        calls.callsRefusedByLimit()),
                counter(
                        "ringway_call_signals_dropped",
                        "Signals dropped as too many of one call waited",
                        calls.droppedSignals()),
                byCause("ringway_calls_failed", "Calls never answered, by why", calls.failedBy()),
                byCause(
                        "ringway_calls_ended",
                        "Answered calls that ended, by why",
                        calls.endedBy()));
    }

    private static CounterSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value((double) value)
                                .build())
                .build();
    }

    private static CounterSnapshot byCause(String name, String help, Map<Cause.Kind, Long> sums) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        sums.forEach(
                (cause, sum) ->
                        family.dataPoint(
                                CounterSnapshot.CounterDataPointSnapshot.builder()
                                        .labels(Labels.of("cause", word(cause)))
                                        .value((double) sum)
                                        .build()));
        return family.build();
    }

    private static String word(Cause.Kind cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
