package io.ringway.signaling.sip.transport;

/** Requests as text, as no stack would write them. */
final class RawRequest {

    private RawRequest() {}

    /**
     * A request of its own transaction and call.
     *
     * @param id of both
     * @param more header lines, each with a line end
     */
    static String of(String method, String id, String more) {
        return (method
                        + " sip:x@127.0.0.1 SIP/2.0\n"
                        + "Via: SIP/2.0/TCP 192.0.2.1;rport;branch=z9hG4bK"
                        + id
                        + "\nFrom: <sip:a@example.com>;tag=1\nTo: <sip:x@127.0.0.1>\nCall-ID: "
                        + id
                        + "\nCSeq: 1 "
                        + method
                        + "\nMax-Forwards: 70\n"
                        + more
                        + "\n")
                .replace("\n", "\r\n");
    }
}
