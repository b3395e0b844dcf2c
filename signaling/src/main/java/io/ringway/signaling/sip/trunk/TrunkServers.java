package io.ringway.signaling.sip.trunk;

import java.util.List;

/**
 * Which of a trunk's servers to use: the first that is up, by the order of the settings. One is
 * down after two failures in a row, and tried again after a while or when it answers.
 *
 * <p>Thread: one at a time.
 */
final class TrunkServers {

    private static final int FAILURES = 2;

    private final List<TrunkServer> servers;
    private final long restNs;
    private final int[] failures;
    private final long[] downSinceNs;

    /**
     * @param restNs a server that is down is left alone for this long
     */
    TrunkServers(List<TrunkServer> servers, long restNs) {
        this.servers = List.copyOf(servers);
        this.restNs = restNs;
        this.failures = new int[servers.size()];
        this.downSinceNs = new long[servers.size()];
    }

    TrunkServer current(long nowNs) {
        for (int i = 0; i < failures.length; i++) {
            if (failures[i] < FAILURES || nowNs - downSinceNs[i] >= restNs) {
                return servers.get(i);
            }
        }
        return servers.get(leastRecentlyDown());
    }

    private int leastRecentlyDown() {
        int oldest = 0;
        for (int i = 1; i < failures.length; i++) {
            oldest = downSinceNs[i] - downSinceNs[oldest] < 0 ? i : oldest;
        }
        return oldest;
    }

    boolean up(TrunkServer server) {
        return failures[servers.indexOf(server)] < FAILURES;
    }

    /** It answered, whatever it said; true when it was down. */
    boolean answered(TrunkServer server) {
        int index = servers.indexOf(server);
        boolean was = failures[index] >= FAILURES;
        failures[index] = 0;
        return was;
    }

    /** It did not answer, or that it cannot now; true when it is down by that. */
    boolean failed(TrunkServer server, long nowNs) {
        int index = servers.indexOf(server);
        failures[index]++;
        downSinceNs[index] = nowNs;
        return failures[index] == FAILURES;
    }

    List<TrunkServer> all() {
        return servers;
    }
}
