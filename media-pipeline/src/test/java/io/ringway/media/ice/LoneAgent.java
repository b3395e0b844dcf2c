package io.ringway.media.ice;

import static io.ringway.media.ice.SimCall.A4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ringway.media.stun.StunClass;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunKey;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.StunWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One agent with an IPv4 path and the test as its network. Its time soon overflows. */
final class LoneAgent implements IceOutput {

    static final long MS = 1_000_000;
    static final int LEG_ID = 42;
    static final int SECRET = -99;

    record Sent(long atNs, byte[] bytes, InetSocketAddress destination) {
        String hex() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    final List<Sent> sent = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<InetSocketAddress> validated = new ArrayList<>();
    final IceAgent agent;
    private final StunIntegrity integrity = new StunIntegrity();
    private long nowNs = Long.MAX_VALUE - 333 * MS;

    LoneAgent(IceMode mode) {
        IceAgentSpec spec =
                new IceAgentSpec(
                        mode,
                        Requests.LOCAL,
                        5,
                        LEG_ID,
                        SECRET,
                        new byte[16],
                        List.of(new LocalPath(0, false, 65_535)),
                        "leg");
        agent = IceAgent.start(spec, IceSettings.DEFAULTS, new CheckSender(), this, nowNs);
    }

    static LoneAgent described(IceMode mode) {
        LoneAgent lone = new LoneAgent(mode);
        lone.agent.setRemoteCredentials(Requests.REMOTE, false, lone.nowNs);
        return lone;
    }

    long nowNs() {
        return nowNs;
    }

    boolean offer(String host, int port) {
        IceCandidate candidate =
                IceCandidate.parse(
                        "candidate:1 1 udp 2122260223 " + host + " " + port + " typ host");
        assertNotNull(candidate);
        return agent.addRemoteCandidate(candidate, nowNs);
    }

    void runFor(long ns) {
        long endNs = nowNs + ns;
        long due = agent.nextDeadlineNs();
        while (due != IceAgent.NO_DEADLINE && due - endNs <= 0) {
            nowNs = due - nowNs > 0 ? due : nowNs;
            agent.onTimer(nowNs);
            due = agent.nextDeadlineNs();
        }
        nowNs = endNs;
    }

    ValidatedCheck checkFrom(InetSocketAddress source, boolean nominating) {
        ValidatedCheck check = new ValidatedCheck();
        check.set(agent.entry(), source, 0);
        check.setContent(1_862_270_975, nominating, false);
        return check;
    }

    int respond(byte[] bytes, InetSocketAddress source) {
        return agent.onStunResponse(new UnsafeBuffer(bytes), 0, bytes.length, source, 0, nowNs);
    }

    /** A success response to that check, signed with that key. */
    byte[] answer(Sent check, StunKey key) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[200]);
        int length =
                new StunWriter(integrity)
                        .beginResponse(buffer, 0, parsed(check), StunClass.SUCCESS)
                        .mappedAddress(A4)
                        .finish(key);
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    static StunMessage parsed(Sent check) {
        StunMessage message = new StunMessage();
        byte[] bytes = check.bytes();
        assertEquals(bytes.length, message.parse(new UnsafeBuffer(bytes), 0, bytes.length));
        return message;
    }

    @Override
    public void send(
            int path, DirectBuffer buffer, int offset, int length, InetSocketAddress destination) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        sent.add(new Sent(nowNs, bytes, destination));
    }

    @Override
    public void credentialsPublished(IceCredentialsEntry entry) {
        assertEquals("leg", entry.leg());
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        events.add("ufrag retired");
    }

    @Override
    public void sourceValidated(InetSocketAddress source) {
        validated.add(source);
    }

    @Override
    public void sourceRetired(InetSocketAddress source) {
        events.add("retired " + source);
    }

    @Override
    public void selectedPairChanged(int path, InetSocketAddress destination) {
        events.add("selected " + path + " " + destination);
    }

    @Override
    public void connected() {
        events.add("connected");
    }

    @Override
    public void disconnected() {
        events.add("disconnected");
    }

    @Override
    public void failed() {
        events.add("failed");
    }
}
