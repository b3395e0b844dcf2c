package io.ringway.media.counters;

import java.util.Locale;

/**
 * Everything Ringway counts. {@code DROP_*} is the complete list of reasons why something received
 * or produced went no further; exported as {@code ringway_dropped_total{reason="…"}}, the rest as
 * {@code ringway_…_total}.
 */
public enum Counter {
    RX_PACKETS("Datagrams read from media sockets"),
    RX_BYTES("Bytes of those datagrams"),
    RX_SYSCALLS("Receive system calls that returned at least one datagram"),
    TX_PACKETS("Datagrams written to media sockets"),
    TX_BYTES("Bytes of those datagrams"),
    TX_BATCHES("Flushes of media sockets"),
    RX_STUN("STUN messages received"),
    RX_DTLS("DTLS datagrams received"),
    RX_RTP("Protected RTP packets received"),
    RX_RTCP("Protected RTCP packets received"),
    STUN_CHECKS_ANSWERED("Connectivity checks answered with success"),
    STUN_CHECKS_SENT("Connectivity checks sent"),
    RTP_OPENED("RTP packets authenticated and decrypted"),
    RTCP_OPENED("RTCP packets authenticated and decrypted"),
    RTCP_BYES("Sources the remote side said goodbye for"),
    RTCP_NACKS("Retransmissions asked for"),
    RTP_SEALED("RTP packets encrypted"),
    RTCP_SEALED("RTCP packets encrypted"),
    FRAMES_DECODED("Codec frames decoded"),
    PACKETS_RESTORED("Lost packets taken whole from redundant copies in later ones"),
    FRAMES_CONCEALED_FEC("Lost frames restored from in-band FEC"),
    FRAMES_CONCEALED_PLC("Lost frames made up by the decoder"),
    FRAMES_SILENCE("Lost frames replaced by silence"),
    OPUS_FULL_ENTERED("Streams that went over to full Opus decoding from that of speech alone"),
    OPUS_FULL_LEFT("Streams that ended there or came back; the difference is there now"),
    FRAMES_GATED("Codec frames not decoded because nobody spoke"),
    SEGMENTS_FORWARDED("Segments handed to a speech service's stream"),
    SEGMENT_BATCHES("Batches those segments travelled in"),
    SEGMENT_GAPS("Gaps told in-band to a speech service"),
    GRPC_RECONNECTS("Streams to speech services opened again"),
    ECHO_PACKETS("Packets echoed"),
    PLAYED_FRAMES("Frames of playback and other paced sources sent"),
    BRIDGES_OPENED("Bridges opened between two legs"),
    BRIDGES_CLOSED("Bridges closed"),
    BRIDGE_PASSED("Packets passed to a leg as they were, from another leg or a conference"),
    BRIDGE_TRANSCODED("Packets put into a leg's playout for another leg"),
    CONFERENCES_OPENED("Conferences begun"),
    CONFERENCES_CLOSED("Conferences ended"),
    CONFERENCE_FRAMES("Frames mixed for conferences"),
    KEYS_PRESSED("Telephone keys pressed by remote parties"),
    RECORDED_PACKETS("Packets written to recordings"),
    LEGS_OPENED("Legs opened"),
    LEGS_CLOSED("Legs closed"),
    ICE_CONNECTED("Legs whose ICE connected"),
    ICE_RESTARTS("ICE restarts completed"),
    RTP_SOURCES_LEARNED("Sources of plain RTP legs established, or moved"),
    RTP_PORTS_UNRESTED("RTP port pairs taken again before their rest was over"),
    RTP_TIMEOUTS("Plain RTP legs ended because nothing came any more"),
    RTP_SILENCE_FRAMES("Frames of silence sent while there was nothing else to send"),
    DTLS_HANDSHAKES("DTLS handshakes completed"),
    DTLS_FAILURES("DTLS associations that ended without anybody closing them"),
    HTTP_REQUESTS("HTTP requests served"),
    WEBSOCKETS_OPENED("WebSockets opened"),
    SIP_RX_MESSAGES("SIP messages received, keep-alives not counted"),
    SIP_TX_MESSAGES("SIP messages sent"),
    SIP_KEEP_ALIVES("Keep-alives received on SIP sockets and connections"),
    SIP_CONNECTIONS_OPENED("SIP connections opened by either side"),
    SIP_REFUSED("SIP requests answered without a transaction: unreadable, too large, too many"),

    DROP_UNKNOWN_PACKET("First byte belongs to no protocol of RFC 7983"),
    DROP_TRUNCATED("Datagram larger than the receive buffer or shorter than its header"),
    DROP_UNVALIDATED_SOURCE("From an address no ICE check has validated"),
    DROP_FLOW_LIMIT("A validated address more than a socket remembers"),
    DROP_RING_FULL("The shard's ring was full"),
    DROP_LEG_CLOSED("The leg had closed meanwhile"),
    DROP_STUN_MALFORMED("Not a well-formed STUN message"),
    DROP_STUN_UNKNOWN_UFRAG("Binding request for no known local ufrag"),
    DROP_STUN_INTEGRITY("MESSAGE-INTEGRITY or FINGERPRINT is wrong or missing"),
    DROP_STUN_UNKNOWN_TRANSACTION("Response to no request of ours"),
    DROP_DTLS_BEFORE_ICE("DTLS from an address no ICE check has validated"),
    DROP_DTLS_SOURCE("DTLS on an RTP port from a host that is not the remote party's"),
    DROP_DTLS_QUEUE_FULL("The handshake's datagram queue was full"),
    DROP_DTLS_OVERSIZE("A handshake message declares more than the allowed size"),
    DROP_DTLS_CAPACITY("Too many handshakes at once"),
    DROP_DTLS_MALFORMED("Not whole DTLS records of a kind this side speaks"),
    DROP_DTLS_APPLICATION_DATA("Data-channel records after the handshake"),
    DROP_NO_KEYS("Media before the handshake finished"),
    DROP_RTP_MALFORMED("RTP header does not parse"),
    DROP_RTCP_MALFORMED("RTCP compound does not parse"),
    DROP_RTP_SOURCE("Plain RTP from another source than the established one"),
    DROP_RTP_PROBATION("Plain RTP of a new source that has not shown enough packets in a row"),
    DROP_RTP_STRANGER_LIMIT("More packets of unknown sources than an RTP port takes a second"),
    DROP_RTCP_SOURCE("Plain RTCP from a host that is not the remote party's"),
    DROP_SRTP_AUTH("SRTP or SRTCP authentication failed"),
    DROP_SRTP_REPLAY("Packet index seen before or older than the replay window"),
    DROP_SSRC_LIMIT("More SSRCs than a leg may have"),
    DROP_SSRC_SUPERSEDED("Late packet of a source (SSRC) in whose place another went on"),
    DROP_UNKNOWN_PAYLOAD_TYPE("Payload type was not negotiated"),
    DROP_SLAB_EMPTY("No packet slot free on the shard"),
    DROP_JITTER_DUPLICATE("Sequence number already held or played"),
    DROP_JITTER_LATE("Arrived after its place was given up"),
    DROP_JITTER_OVERFLOW("More packets held than the buffer may hold"),
    DROP_DECODE_FAILED("The decoder refused the packet"),
    DROP_ENCODE_FAILED("The encoder refused the frame"),
    DROP_SEGMENT_QUEUE("Segment older than the speech service's queue may hold"),
    DROP_SEGMENT_CREDIT("The speech service granted no more credit for the session"),
    DROP_SEGMENT_NO_TARGET("No stream to a speech service"),
    DROP_SPEECH_EVENT("Too many events were waiting for a speech service"),
    DROP_ECHO_QUEUE("Echo queue full"),
    DROP_BRIDGE_RING("The ring between two bridged legs was full"),
    DROP_RECORDING_QUEUE("Recording queue full"),
    DROP_RECORDING_LATE("The recording had gone past the packet's time"),
    DROP_RECORDING_FAILED("The recording could not be written"),
    DROP_EGRESS_QUEUE("Egress queue full"),
    DROP_SEND_NOT_READY("Handed over to send before the leg could send"),
    DROP_CANDIDATE_LIMIT("More remote candidates than a leg may have"),
    DROP_SEND_FAILED("The kernel refused the datagram"),
    DROP_COMMAND_QUEUE("The shard's command queue was full"),
    DROP_EVENT_QUEUE("A listener's event queue was full"),
    DROP_STAGE_RING_FULL("The ring between two stages was full"),
    DROP_SIP_UNREADABLE("Not a SIP message, nor readable enough to answer"),
    DROP_SIP_OVERSIZE("A SIP message larger than the limit"),
    DROP_SIP_SLOW_SENDER("A SIP connection closed because its message took too long"),
    DROP_SIP_CONNECTION_LIMIT("A SIP connection beyond the limit, in all or of one address"),
    DROP_SIP_RATE("More SIP messages of one address than it may send"),
    DROP_SIP_OVERLOAD("More SIP messages than can be worked on"),
    DROP_SIP_RESPONSE("A SIP response that cannot be read or belongs to no request of ours"),
    DROP_SIP_SEND_FAILED("A SIP message that could not be sent"),
    DROP_HANDLER_ERROR("A stage threw; see the log");

    private final String description;

    Counter(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    public boolean isDrop() {
        return name().startsWith("DROP_");
    }

    /** The constant's name in kebab case, without {@code DROP_}. */
    public String label() {
        String name = isDrop() ? name().substring("DROP_".length()) : name();
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant as a negative int, for methods that return a length or a reason. */
    public int code() {
        return -1 - ordinal();
    }

    /** The constant a negative {@link #code()} stands for. */
    public static Counter ofCode(int code) {
        return ALL[-1 - code];
    }

    private static final Counter[] ALL = values();
}
