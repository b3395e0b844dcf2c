package io.ringway.signaling.sip.dialog;

/**
 * A request that is not let in.
 *
 * @param header a header that says what would be right; empty for none
 */
record Refusal(int status, String header, String value) {

    static Refusal of(int status) {
        return new Refusal(status, "", "");
    }

    /** A 400 whose Warning says what is wrong (RFC 3261 §20.43). */
    static Refusal unfit(String why) {
        String text = why.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", " ").strip();
        return new Refusal(400, "Warning", "399 ringway \"" + text + '"');
    }
}
