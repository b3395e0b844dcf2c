package io.ringway.signaling.sdp;

/**
 * An m-line answered with port 0.
 *
 * @param index its position, from 0
 * @param mid its mid, or its index in decimal when it has none
 * @param reason one line, fit for a log
 */
public record RefusedSection(int index, String mid, String kind, String reason) {

    @Override
    public String toString() {
        return "section "
                + index
                + " ("
                + SdpGrammar.clipped(kind)
                + ", mid "
                + SdpGrammar.clipped(mid)
                + "): "
                + reason;
    }
}
