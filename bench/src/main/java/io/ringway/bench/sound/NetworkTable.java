package io.ringway.bench.sound;

import java.util.List;
import java.util.Locale;

/**
 * What each network did to its trace, as text. Its delay and a receiver's add up to the time from
 * sending to output. No I/O.
 */
final class NetworkTable {

    private NetworkTable() {}

    static String of(List<Trace> traces) {
        StringBuilder out = new StringBuilder("what the networks do\n");
        out.append(
                String.format(
                        Locale.ROOT,
                        "%-28s%16s%16s%16s%16s%n",
                        "",
                        "lost, %",
                        "mean delay, ms",
                        "95 % within, ms",
                        "overtaken, %"));
        traces.forEach(trace -> out.append(line(trace)));
        return out.append('\n').toString();
    }

    private static String line(Trace trace) {
        DelayMeter delay = new DelayMeter();
        int overtaken = 0;
        int highest = -1;
        for (TracedPacket packet : trace.arrivals()) {
            delay.add(packet.arrivalNs() - packet.sendNs(), 1);
            overtaken += packet.index() < highest ? 1 : 0;
            highest = Math.max(highest, packet.index());
        }
        int sent = trace.packetsSent();
        return String.format(
                Locale.ROOT,
                "%-28s%16.2f%16.1f%16.1f%16.2f%n",
                trace.name(),
                100.0 * (sent - trace.arrivals().size()) / sent,
                delay.meanMs(),
                delay.percentileMs(95),
                100.0 * overtaken / sent);
    }
}
