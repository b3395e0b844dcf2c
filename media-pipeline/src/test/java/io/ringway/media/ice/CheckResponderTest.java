package io.ringway.media.ice;

import static io.ringway.media.ice.Requests.LOCAL;
import static io.ringway.media.ice.Requests.REMOTE;
import static io.ringway.media.ice.Requests.address;
import static io.ringway.media.ice.Requests.check;
import static io.ringway.media.ice.Requests.controlled;
import static io.ringway.media.ice.Requests.controlling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.stun.StunClass;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.StunWriter;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckResponderTest {

    private static final InetSocketAddress V4 = address("192.0.2.10", 40_000);
    private static final InetSocketAddress V6 = address("2001:db8::10", 40_000);
    private static final Object LEG = new Object();
    private static final String USERNAME = LOCAL.ufrag() + ":" + REMOTE.ufrag();

    private final UfragTable table = new UfragTable(10);
    private final CheckResponder responder = new CheckResponder(table);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);
    private final ValidatedCheck result = new ValidatedCheck();
    private final StunMessage parsed = new StunMessage();
    private final StunIntegrity integrity = new StunIntegrity();

    @Test
    void shouldAnswerAGenuineCheck() {
        publish(false, false, 10);
        int length = send(check(), V4);

        assertEquals(StunClass.SUCCESS, answered(length));
        assertEquals(V4, parsed.mappedAddress());
        assertTrue(result.valid());
        assertSame(LEG, result.entry().leg());
        assertEquals(V4, result.source());
        assertEquals(2, result.path());
        assertEquals(1_862_270_975, result.priority());
        assertEquals(REMOTE.ufrag(), result.remoteUfrag());
        assertFalse(result.useCandidate());
        assertFalse(result.roleSwitch());
    }

    @Test
    void shouldReportNominationsAndCopyWhatItReports() {
        publish(false, false, 10);
        send(check(USERNAME, LOCAL.pwd(), w -> controlling(1).apply(w).useCandidate()), V6);
        ValidatedCheck copy = new ValidatedCheck();
        copy.copyFrom(result);
        result.clear();

        assertFalse(result.valid());
        assertTrue(copy.valid());
        assertTrue(copy.useCandidate());
        assertEquals(V6, copy.source());
        assertEquals(REMOTE.ufrag(), copy.remoteUfrag());
    }

    @Test
    void shouldNotAnswerTheWrongPassword() {
        publish(false, false, 10);
        byte[] forged = check(USERNAME, REMOTE.pwd(), controlling(1));

        assertDropped(Counter.DROP_STUN_INTEGRITY, forged);
    }

    @Test
    void shouldNotAnswerUnknownFragments() {
        publish(false, false, 10);

        assertDropped(
                Counter.DROP_STUN_UNKNOWN_UFRAG, check("nobody:x", LOCAL.pwd(), controlling(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nocolon", ":x", "x:", ":"})
    void shouldNotAnswerUsernamesWithoutTwoHalves(String username) {
        publish(false, false, 10);

        assertDropped(Counter.DROP_STUN_INTEGRITY, check(username, LOCAL.pwd(), controlling(1)));
    }

    @Test
    void shouldNotAnswerWithoutIntegrityOrFingerprint() {
        publish(false, false, 10);
        byte[] genuine = check();
        byte[] noFingerprint = shortened(genuine, 8);
        byte[] neither = shortened(genuine, 32);

        assertDropped(Counter.DROP_STUN_INTEGRITY, noFingerprint);
        assertDropped(Counter.DROP_STUN_INTEGRITY, neither);
        assertDropped(Counter.DROP_STUN_MALFORMED, shortened(genuine, 9));
    }

    @Test
    void shouldNotAnswerAnySingleFlippedBit() {
        publish(false, false, 10);
        byte[] genuine = check();
        for (int bit = 0; bit < genuine.length * 8; bit++) {
            byte[] flipped = genuine.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(send(flipped, V4) < 0, "answered with bit " + bit + " flipped");
            assertFalse(result.valid());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x11, 0x101, 0x111})
    void shouldNotAnswerWhatIsNoRequest(int type) {
        publish(false, false, 10);
        byte[] bytes = check();
        bytes[0] = (byte) (type >> 8);
        bytes[1] = (byte) type;

        assertDropped(Counter.DROP_STUN_MALFORMED, bytes);
    }

    @Test
    void shouldAnswer420OnlyToGenuineRequests() {
        publish(false, false, 10);
        byte[] plain = check();
        byte[] genuine = withUnknownAttribute(LOCAL);
        int length = send(genuine, V4);

        assertEquals(StunClass.ERROR, answered(length));
        assertEquals(420, parsed.errorCode());
        assertFalse(result.valid());
        assertTrue(length <= genuine.length);
        assertDropped(Counter.DROP_STUN_INTEGRITY, withUnknownAttribute(REMOTE));
        assertTrue(send(plain, V4) > 0);
    }

    @Test
    void shouldAnswer400ToBothRolesAtOnce() {
        publish(false, false, 10);
        int length = send(check(USERNAME, LOCAL.pwd(), w -> w.role(true, 1).role(false, 1)), V4);

        assertEquals(StunClass.ERROR, answered(length));
        assertEquals(400, parsed.errorCode());
        assertFalse(result.valid());
    }

    /** RFC 8445 §7.3.1.1: the larger tie-breaker controls, unsigned; lite never does. */
    @ParameterizedTest
    @CsvSource({
        "controlling, 10, true, 9, 487",
        "controlling, 10, true, 10, 487",
        "controlling, 10, true, 11, switch",
        "controlling, 10, true, -1, switch",
        "controlling, 10, false, 11, success",
        "controlled, 10, false, 9, switch",
        "controlled, 10, false, 10, switch",
        "controlled, 10, false, 11, 487",
        "controlled, 10, true, 11, success",
        "lite, 10, false, 9, 487",
        "lite, 10, false, 11, 487",
        "lite, 10, true, 11, success"
    })
    void shouldSettleRoleConflicts(
            String mode, long ours, boolean peerControlling, long theirs, String outcome) {
        publish(mode.equals("lite"), mode.equals("controlling"), ours);
        UnaryOperator<StunWriter> role = peerControlling ? controlling(theirs) : controlled(theirs);
        StunClass kind = answered(send(check(USERNAME, LOCAL.pwd(), role), V4));

        assertEquals(outcome.equals("487") ? StunClass.ERROR : StunClass.SUCCESS, kind);
        assertEquals(outcome.equals("487") ? 487 : -1, parsed.errorCode());
        assertEquals(!outcome.equals("487"), result.valid());
        assertEquals(outcome.equals("switch"), result.roleSwitch());
    }

    @Test
    void shouldNeverAnswerWithMoreBytesThanItGot() {
        publish(false, false, 10);
        IceCredentials shortest = IceCredentials.of("abcd", REMOTE.pwd());
        byte[] bare = check(LOCAL.ufrag() + ":" + shortest.ufrag(), LOCAL.pwd(), w -> w);

        for (InetSocketAddress source : new InetSocketAddress[] {V4, V6}) {
            int length = send(bare, source);
            assertTrue(length > 0, "even the shortest check of our own fragments is answered");
            assertTrue(length <= bare.length, length + " bytes for " + bare.length);
        }
    }

    @Test
    void shouldRatherStaySilentThanAnswerWithMore() {
        IceCredentials tiny = IceCredentials.of("abcd", LOCAL.pwd());
        table.put(new IceCredentialsEntry(tiny, false, false, 1, 0, LEG));
        byte[] bare = check("abcd:e", LOCAL.pwd(), w -> w);

        assertEquals(Counter.DROP_STUN_MALFORMED.code(), send(bare, V6));
        assertFalse(result.valid());
        assertTrue(send(bare, V4) <= bare.length);
    }

    private void publish(boolean lite, boolean controlling, long tieBreaker) {
        table.put(new IceCredentialsEntry(LOCAL, lite, controlling, tieBreaker, 0, LEG));
    }

    private int send(byte[] request, InetSocketAddress source) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[request.length + 7]);
        buffer.putBytes(7, request);
        int length = responder.answer(buffer, 7, request.length, source, 2, answer, result);
        assertTrue(length <= request.length);
        return length;
    }

    private StunClass answered(int length) {
        assertEquals(length, parsed.parse(answer, 0, length));
        assertTrue(integrity.verifyFingerprint(parsed));
        assertTrue(integrity.verifyIntegrity(parsed, LOCAL.key()));
        return parsed.messageClass();
    }

    private void assertDropped(Counter reason, byte[] request) {
        assertEquals(reason.code(), send(request, V4));
        assertFalse(result.valid());
    }

    /** A genuine check in which a type nobody knows, 0x7006, stands where PRIORITY could. */
    private byte[] withUnknownAttribute(IceCredentials signer) {
        byte[] template = check(USERNAME, signer.pwd(), w -> w.priority(1).role(true, 1));
        byte[] changed = template.clone();
        int at = 20 + 4 + (USERNAME.length() + 3) / 4 * 4;
        changed[at] = 0x70;
        return Resigned.of(changed, signer);
    }

    private static byte[] shortened(byte[] request, int by) {
        byte[] bytes = Arrays.copyOf(request, request.length - by);
        bytes[3] = (byte) (bytes.length - 20);
        return bytes;
    }
}
