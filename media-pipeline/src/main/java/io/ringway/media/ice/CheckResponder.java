package io.ringway.media.ice;

import io.ringway.media.counters.Counter;
import io.ringway.media.stun.StunClass;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.StunWriter;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Answers connectivity checks where they arrive (RFC 8445 §7.3), without state of its own.
 *
 * <p>Nothing is answered before FINGERPRINT, a known username fragment and MESSAGE-INTEGRITY have
 * been verified, in that order, and no answer is longer than its request: a forged source gets at
 * most what it sent.
 *
 * <p>Thread: one event loop; one responder each.
 */
public final class CheckResponder {

    private static final int BAD_REQUEST = 400;
    private static final int UNKNOWN_ATTRIBUTE = 420;
    static final int ROLE_CONFLICT = 487;

    private final UfragLookup lookup;
    private final StunMessage request = new StunMessage();
    private final StunIntegrity integrity = new StunIntegrity();
    private final StunWriter writer = new StunWriter(integrity);

    public CheckResponder(UfragLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Verifies one datagram and writes the answer.
     *
     * @param path index of the local path it arrived on
     * @param answer gets the answer at 0; needs {@link StunMessage#MAX_BYTES} of room
     * @param result says what the agent has to hear; not {@link ValidatedCheck#valid()} when that
     *     is nothing
     * @return the answer's length, or a {@link Counter#code()} when there is none
     */
    public int answer(
            DirectBuffer buffer,
            int offset,
            int length,
            InetSocketAddress source,
            int path,
            MutableDirectBuffer answer,
            ValidatedCheck result) {
        result.clear();
        int parsed = request.parse(buffer, offset, length);
        if (parsed < 0) {
            return parsed;
        }
        if (!request.isBinding() || request.messageClass() != StunClass.REQUEST) {
            return Counter.DROP_STUN_MALFORMED.code();
        }
        int colon = colonInUsername();
        if (!integrity.verifyFingerprint(request) || colon < 0) {
            return Counter.DROP_STUN_INTEGRITY.code();
        }
        IceCredentialsEntry entry = lookup.find(request.bytes(), request.usernameOffset(), colon);
        if (entry == null) {
            return Counter.DROP_STUN_UNKNOWN_UFRAG.code();
        }
        if (!integrity.verifyIntegrity(request, entry.local().key())) {
            return Counter.DROP_STUN_INTEGRITY.code();
        }
        int size = answerGenuine(entry, source, path, colon, answer, result);
        return size <= length ? size : refused(result);
    }

    private static int refused(ValidatedCheck result) {
        result.clear();
        return Counter.DROP_STUN_MALFORMED.code();
    }

    private int answerGenuine(
            IceCredentialsEntry entry,
            InetSocketAddress source,
            int path,
            int colon,
            MutableDirectBuffer answer,
            ValidatedCheck result) {
        int unknown = request.unknownRequiredCount();
        if (unknown > 0) {
            return begin(answer, StunClass.ERROR)
                    .errorCode(UNKNOWN_ATTRIBUTE)
                    .unknownAttributes(request, unknown)
                    .finish(entry.local().key());
        }
        if (request.hasControlled() && request.hasControlling()) {
            return error(entry, BAD_REQUEST, answer);
        }
        boolean conflict = roleConflict(entry);
        if (conflict && !yields(entry)) {
            return error(entry, ROLE_CONFLICT, answer);
        }
        result.set(entry, source, path);
        result.setContent(request.priority(), request.useCandidate(), conflict);
        int remoteUfrag = request.usernameOffset() + colon + 1;
        result.setRemoteUfrag(request.bytes(), remoteUfrag, request.usernameLength() - colon - 1);
        return begin(answer, StunClass.SUCCESS).mappedAddress(source).finish(entry.local().key());
    }

    private int error(IceCredentialsEntry entry, int code, MutableDirectBuffer answer) {
        return begin(answer, StunClass.ERROR).errorCode(code).finish(entry.local().key());
    }

    private StunWriter begin(MutableDirectBuffer answer, StunClass messageClass) {
        return writer.beginResponse(answer, 0, request, messageClass);
    }

    private boolean roleConflict(IceCredentialsEntry entry) {
        return entry.controlling() ? request.hasControlling() : request.hasControlled();
    }

    /**
     * Whether the leg takes the other role (RFC 8445 §7.3.1.1): the larger tie-breaker controls. A
     * lite leg never does; the peer has to.
     */
    private boolean yields(IceCredentialsEntry entry) {
        boolean oursIsLarger = Long.compareUnsigned(entry.tieBreaker(), request.tieBreaker()) >= 0;
        return !entry.lite() && oursIsLarger != entry.controlling();
    }

    /** Length of the local half of USERNAME; negative when there is none or nothing follows it. */
    private int colonInUsername() {
        int start = request.usernameOffset();
        int length = start < 0 ? 0 : request.usernameLength();
        for (int i = 1; i < length - 1; i++) {
            if (request.bytes().getByte(start + i) == ':') {
                return i;
            }
        }
        return -1;
    }
}
