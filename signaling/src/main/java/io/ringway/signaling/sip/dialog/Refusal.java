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
}
