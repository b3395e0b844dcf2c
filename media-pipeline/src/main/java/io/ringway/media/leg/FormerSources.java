package io.ringway.media.leg;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sources (SSRCs) in whose place others went on, the {@value #CAPACITY} latest of a leg, so that
 * packets that were still on their way are told from a source that has not ceased.
 *
 * <p>Thread: the leg's shard.
 */
final class FormerSources {

    private static final int CAPACITY = 16;

    /** So long packets of before may still be on their way. */
    private static final long OVERTAKEN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So many after that are no strays. */
    private static final int RETURNED_PACKETS = 3;

    private final ArrayDeque<Source> sources = new ArrayDeque<>(CAPACITY);

    /** A source and what became of it. */
    static final class Source {

        private final int ssrc;
        private final InboundStream stream;
        private final long supersededNs;
        private long returnedNs;
        private int packets;

        private Source(int ssrc, InboundStream stream, long supersededNs) {
            this.ssrc = ssrc;
            this.stream = stream;
            this.supersededNs = supersededNs;
        }

        /** Counts a packet; whether they are enough to believe that the source goes on. */
        boolean isBack(long arrivalNs) {
            if (arrivalNs - supersededNs < OVERTAKEN_NS) {
                return false;
            }
            if (packets++ == 0) {
                returnedNs = arrivalNs;
            }
            return packets >= RETURNED_PACKETS;
        }

        /** Its former stream, if nothing else is heard there since it is back; else null. */
        @Nullable InboundStream abandonedStream() {
            return stream.heardNs() - returnedNs < 0 ? stream : null;
        }
    }

    @Nullable Source find(int ssrc) {
        if (!sources.isEmpty()) {
            for (Source source : sources) {
                if (source.ssrc == ssrc) {
                    return source;
                }
            }
        }
        return null;
    }

    /** Notes that another source is about to go on in a stream. */
    void add(InboundStream stream, long nowNs) {
        if (sources.size() == CAPACITY) {
            sources.removeFirst();
        }
        sources.addLast(new Source(stream.ssrc(), stream, nowNs));
    }

    void remove(int ssrc) {
        sources.removeIf(source -> source.ssrc == ssrc);
    }
}
