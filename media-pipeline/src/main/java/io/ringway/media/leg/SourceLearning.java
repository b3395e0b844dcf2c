package io.ringway.media.leg;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.SequenceNumber;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a phone's RTP really comes from (symmetric RTP, RFC 4961), and who must not pretend to be
 * it.
 *
 * <p>Authenticated packets speak for themselves: the newest one's source is it. In plain RTP anyone
 * can send ("RTP bleed"), so the first source of the described address is believed at once, another
 * only after some packets in a row, and for a while the described one may still claim its place.
 * Once established, a source loses its place only to
 *
 * <ul>
 *   <li>the same stream from another port, when its own packets have ceased for a moment: a NAT's
 *       new mapping. Nobody off the path knows its SSRC and sequence number;
 *   <li>any source, after a silence of {@code takeoverMs} and some packets in a row; but then the
 *       former one takes its place back when its stream goes on.
 * </ul>
 *
 * <p>Thread: the leg's shard. Sans-IO; allocates nothing.
 */
final class SourceLearning {

    private static final long REBIND_SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PREFERENCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int OK = LegTransport.ADMITTED;

    /** A stream that goes on is not further ahead than this: 20 s of 20 ms packets. */
    private static final int MOST_AHEAD = 1_000;

    private final long takeoverNs;
    private final int probationPackets;
    private final Probation probation = new Probation();
    private @Nullable InetSocketAddress described;
    private @Nullable InetSocketAddress established;
    private @Nullable InetSocketAddress former;
    private long preferredUntilNs;
    private long heardNs;
    private int ssrc;
    private int sequence;
    private int formerSsrc;
    private int formerSequence;

    SourceLearning(RtpLegSettings settings) {
        this.takeoverNs = TimeUnit.MILLISECONDS.toNanos(settings.takeoverMs());
        this.probationPackets = settings.probationPackets();
    }

    /** Where the remote party says it receives; another address than before is learned anew. */
    void describe(InetSocketAddress address, long nowNs) {
        if (!address.equals(described)) {
            described = address;
            established = null;
            former = null;
            probation.end();
            preferredUntilNs = nowNs + PREFERENCE_NS;
        }
    }

    /** Where RTP goes: what was learned, else what was described, else null. */
    @Nullable InetSocketAddress destination() {
        return established == null ? described : established;
    }

    /** The source in its place, or null. */
    @Nullable InetSocketAddress established() {
        return established;
    }

    /** An authenticated packet: its source is the remote party's, unless it has gone on since. */
    int onAuthentic(InetSocketAddress source, int packetSsrc, int packetSequence, long nowNs) {
        boolean late = packetSsrc == ssrc && SequenceNumber.distance(sequence, packetSequence) < 0;
        if (established == null || !late) {
            establish(source, packetSsrc, packetSequence, nowNs);
        }
        return OK;
    }

    /**
     * A well-formed packet nobody has authenticated.
     *
     * @param agreed whether its payload type is one agreed on
     * @return {@link LegTransport#ADMITTED}, or the code of the counter that says why not
     */
    int onPlain(
            InetSocketAddress source,
            int packetSsrc,
            int packetSequence,
            boolean agreed,
            long nowNs) {
        // As a rule the same object, and then its parts need not be looked at.
        if (source == established || source.equals(established)) {
            heard(packetSsrc, packetSequence, nowNs);
            return OK;
        }
        if (!agreed) {
            return Counter.DROP_UNKNOWN_PAYLOAD_TYPE.code();
        }
        if (believedAtOnce(source, packetSsrc, packetSequence, nowNs)) {
            establish(source, packetSsrc, packetSequence, nowNs);
            return OK;
        }
        boolean same = goesOn(ssrc, sequence, packetSsrc, packetSequence);
        long neededNs = same ? REBIND_SILENCE_NS : takeoverNs;
        if (established != null && nowNs - heardNs < neededNs) {
            return Counter.DROP_RTP_SOURCE.code();
        }
        if (probation.onPacket(source, packetSsrc, packetSequence) < probationPackets) {
            return Counter.DROP_RTP_PROBATION.code();
        }
        takeOver(source, packetSsrc, packetSequence, nowNs);
        return OK;
    }

    private boolean believedAtOnce(
            InetSocketAddress source, int packetSsrc, int packetSequence, long nowNs) {
        if (source.equals(described)) {
            boolean preferred = nowNs - preferredUntilNs < 0;
            return established == null || preferred || nowNs - heardNs >= takeoverNs;
        }
        return source.equals(former)
                && goesOn(formerSsrc, formerSequence, packetSsrc, packetSequence);
    }

    private void takeOver(
            InetSocketAddress source, int packetSsrc, int packetSequence, long nowNs) {
        InetSocketAddress deposed = established;
        int deposedSsrc = ssrc;
        int deposedSequence = sequence;
        establish(source, packetSsrc, packetSequence, nowNs);
        former = deposed;
        formerSsrc = deposedSsrc;
        formerSequence = deposedSequence;
    }

    private void establish(
            InetSocketAddress source, int packetSsrc, int packetSequence, long nowNs) {
        if (!source.equals(established)) {
            established = source;
            former = null;
            probation.end();
        }
        heard(packetSsrc, packetSequence, nowNs);
    }

    private void heard(int packetSsrc, int packetSequence, long nowNs) {
        heardNs = nowNs;
        if (packetSsrc != ssrc || SequenceNumber.distance(sequence, packetSequence) > 0) {
            ssrc = packetSsrc;
            sequence = packetSequence;
        }
    }

    private static boolean goesOn(
            int knownSsrc, int knownSequence, int packetSsrc, int packetSequence) {
        int ahead = SequenceNumber.distance(knownSequence, packetSequence);
        return packetSsrc == knownSsrc && ahead > 0 && ahead <= MOST_AHEAD;
    }

    /** A source that is not believed yet: how many packets it sent in a row. */
    private static final class Probation {

        private @Nullable InetSocketAddress source;
        private int ssrc;
        private int sequence;
        private int packets;

        /** Counts a packet; how many there have been in a row. */
        int onPacket(InetSocketAddress from, int packetSsrc, int packetSequence) {
            boolean next =
                    from.equals(source)
                            && packetSsrc == ssrc
                            && SequenceNumber.distance(sequence, packetSequence) == 1;
            packets = next ? packets + 1 : 1;
            source = from;
            ssrc = packetSsrc;
            sequence = packetSequence;
            return packets;
        }

        void end() {
            source = null;
            packets = 0;
        }
    }
}
