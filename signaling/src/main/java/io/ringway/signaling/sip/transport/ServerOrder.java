package io.ringway.signaling.sip.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The order a domain's servers are tried in (RFC 2782). Thread: any. */
final class ServerOrder {

    private ServerOrder() {}

    /** By priority; among equals by lot, each with a chance as its weight is. */
    static List<ServerRecord> of(List<ServerRecord> records, RandomGenerator random) {
        List<ServerRecord> left = new ArrayList<>(records);
        // Those without weight come first, so that they have a small chance too.
        left.sort(
                Comparator.comparingInt(ServerRecord::priority)
                        .thenComparingInt(ServerRecord::weight));
        List<ServerRecord> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.getFirst().priority();
            List<ServerRecord> equals =
                    left.stream().filter(record -> record.priority() == priority).toList();
            ServerRecord drawn = draw(equals, random);
            ordered.add(drawn);
            left.remove(drawn);
        }
        return List.copyOf(ordered);
    }

    private static ServerRecord draw(List<ServerRecord> equals, RandomGenerator random) {
        int sum = equals.stream().mapToInt(ServerRecord::weight).sum();
        int lot = random.nextInt(sum + 1);
        int reached = 0;
        for (ServerRecord record : equals) {
            reached += record.weight();
            if (reached >= lot) {
                return record;
            }
        }
        return equals.getLast();
    }
}
