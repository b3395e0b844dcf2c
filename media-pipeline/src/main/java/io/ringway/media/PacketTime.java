package io.ringway.media;

import io.ringway.media.PayloadFormat.Codec;
import java.util.List;

/** How long the packets are that this side sends (RFC 8866 §6.4, §6.5). Thread: any. */
public final class PacketTime {

    /** Of one who states nothing (RFC 3551 §4.2). */
    public static final int USUAL_MS = 20;

    /** Lengths that can be sent, longest first. */
    private static final int[] LENGTHS_MS = {60, 40, 30, 20, 10};

    private PacketTime() {}

    /**
     * The length nearest to what the remote side wishes, not above it: 10, 20, 30, 40 or 60 ms.
     *
     * @param wishedMs its {@code a=ptime}, 0 when it states none
     * @param mostMs its {@code a=maxptime}, 0 when it states none
     * @param formats one or more of which carry speech; Opus has no packets of 30 ms (RFC 6716
     *     §2.1.4)
     */
    public static int of(int wishedMs, int mostMs, List<PayloadFormat> formats) {
        boolean opus = formats.stream().anyMatch(format -> format.codec() == Codec.OPUS);
        return of(wishedMs, mostMs, opus ? Codec.OPUS : Codec.PCMU);
    }

    private static int of(int wishedMs, int mostMs, Codec codec) {
        int wished = wishedMs <= 0 ? USUAL_MS : wishedMs;
        int most = mostMs <= 0 ? wished : Math.min(wished, mostMs);
        for (int lengthMs : LENGTHS_MS) {
            if (lengthMs <= most && (lengthMs != 30 || codec != Codec.OPUS)) {
                return lengthMs;
            }
        }
        return LENGTHS_MS[LENGTHS_MS.length - 1];
    }

    /** Whether speech can be sent in packets of that length. */
    static boolean isSendable(int lengthMs, Codec codec) {
        return lengthMs > 0 && of(lengthMs, 0, codec) == lengthMs;
    }
}
