package io.ringway.server.sip.phone;

import io.ringway.server.system.Await;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * One phone: what it receives is kept, requests within calls are answered with 200 as long as it is
 * polite, all else is up to the test. One thread of its own receives.
 */
public final class Phone implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final AtomicInteger PHONES = new AtomicInteger();

    private final SipSocket socket;
    private final RtpEnd media;
    private final InetSocketAddress server;
    private final String name = "phone" + PHONES.incrementAndGet();
    private final List<SipText> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean polite = true;

    private Phone(SipSocket socket, InetSocketAddress server) throws IOException {
        this.socket = socket;
        this.server = server;
        this.media = RtpEnd.open(socket.address());
        Thread.ofVirtual().name(name).start(this::receive);
    }

    /** A phone at a server's UDP port. */
    public static Phone udp(int serverPort) throws IOException {
        return udp(loopback(serverPort));
    }

    /** A phone on the address of a server, calling over UDP. */
    public static Phone udp(InetSocketAddress server) throws IOException {
        return new Phone(SipSocket.udp(server), server);
    }

    /** A phone that is called over UDP, by whoever comes first. */
    public static Phone listening() throws IOException {
        return udp(loopback(0));
    }

    /** The same on another address of this host. */
    public static Phone listening(InetAddress address) throws IOException {
        return udp(new InetSocketAddress(address, 0));
    }

    /** A phone with one connection to a server's TCP port. */
    public static Phone tcp(int serverPort) throws IOException {
        return tcp(loopback(serverPort));
    }

    /** A phone with one connection to a server. */
    public static Phone tcp(InetSocketAddress server) throws IOException {
        return new Phone(SipSocket.tcp(server), server);
    }

    /** A phone with one encrypted connection to a server. */
    public static Phone tls(InetSocketAddress server, SSLContext context) throws IOException {
        return new Phone(SipSocket.tls(server, context), server);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public String name() {
        return name;
    }

    public RtpEnd media() {
        return media;
    }

    public SipSocket socket() {
        return socket;
    }

    /** Where it can be called. */
    public String uri() {
        String transport = socket.transport().toLowerCase(Locale.ROOT);
        return "sip:%s@%s:%d;transport=%s".formatted(name, host(), socket.port(), transport);
    }

    /** A user of its server's. */
    String serverUri(String user) {
        return "sip:%s@%s:%d".formatted(user, literal(server.getAddress()), server.getPort());
    }

    /** Its address as URIs write it. */
    public String host() {
        return literal(socket.address());
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    /** What was received so far, of signaling and of media, is as if it had never been. */
    public void forget() {
        received.clear();
        media.forget();
    }

    /** From now on nothing is answered. */
    public void ignore() {
        polite = false;
    }

    /** A call to a user of the server that has not begun. */
    public PhoneCall callTo(String user) {
        return new PhoneCall(this, user, name + "-" + numbers.incrementAndGet());
    }

    /** A call that was answered, with its media on the way. */
    public PhoneCall call(String user) throws Exception {
        PhoneCall call = callTo(user);
        call.invite(media.offer());
        return call.answered();
    }

    String branch() {
        return "z9hG4bK-" + name + "-" + numbers.incrementAndGet();
    }

    /** The Via header of a new transaction. */
    String via(String branch) {
        return "Via: SIP/2.0/%s %s:%d;branch=%s;rport"
                .formatted(socket.transport(), host(), socket.port(), branch);
    }

    /** Sends a message. */
    public void send(SipText message) throws IOException {
        socket.send(message.bytes());
    }

    /** Everything received so far. */
    public List<SipText> received() {
        return List.copyOf(received);
    }

    /** Waits for the first message that is as wanted. */
    public SipText await(String wish, Predicate<SipText> wanted) throws Exception {
        return await(wish, LIMIT, wanted);
    }

    /** The same with more patience. */
    public SipText await(String wish, Duration limit, Predicate<SipText> wanted) throws Exception {
        Await.until(
                wish + " at " + name,
                limit,
                () -> received.stream().map(SipText::start).toList(),
                seen -> received.stream().anyMatch(wanted));
        return received.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Whether such a message comes in time. */
    boolean comes(Duration limit, Predicate<SipText> wanted) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (received.stream().noneMatch(wanted)) {
            if (deadlineNs - System.nanoTime() < 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return true;
    }

    /** Waits for a new INVITE to it. */
    public SipText awaitInvite() throws Exception {
        return await("an INVITE", m -> m.asks("INVITE"));
    }

    /** Takes a call: rings, answers, and lets media go where the caller wants it. */
    public SipText answer() throws Exception {
        return answer(awaitInvite());
    }

    /** Takes the call of that INVITE. */
    public SipText answer(SipText invite) throws Exception {
        respond(invite, "180 Ringing", List.of(), "");
        return pickUp(invite);
    }

    /**
     * Takes another call.
     *
     * @param before calls that came to it before
     */
    public SipText answer(int before) throws Exception {
        Await.until("call " + before, LIMIT, () -> calls().size(), n -> n > before);
        return answer(calls().get(before));
    }

    /** The first INVITE of every call that came. */
    public List<SipText> calls() {
        Map<String, SipText> first = new LinkedHashMap<>();
        received.stream()
                .filter(m -> m.asks("INVITE"))
                .forEach(m -> first.putIfAbsent(m.callId(), m));
        return List.copyOf(first.values());
    }

    /** Waits for a call and rings. */
    public SipText ring() throws Exception {
        SipText invite = awaitInvite();
        respond(invite, "180 Ringing", List.of(), "");
        return invite;
    }

    /** Takes a call that rings. */
    public SipText pickUp(SipText invite) throws Exception {
        media.talkTo(invite.media());
        respond(invite, "200 OK", List.of("Content-Type: application/sdp"), media.offer());
        await("ACK", m -> m.asks("ACK") && m.callId().equals(invite.callId()));
        return invite;
    }

    /** Answers as two phones behind a proxy that forks do, each for itself. */
    public void answerTwice(SipText invite) throws IOException {
        media.talkTo(invite.media());
        List<String> type = List.of("Content-Type: application/sdp");
        for (String tag : List.of("one", "two")) {
            respond(invite.withToTag(tag), "200 OK", type, media.offer());
        }
    }

    /** Ends a call that was answered, the way its INVITE came. */
    public void hangUp(SipText invite) throws IOException {
        send(invite.bye(via(branch()), name));
    }

    /** How many different answers were acknowledged. */
    public long acknowledgedTags() {
        return received.stream()
                .filter(m -> m.asks("ACK"))
                .map(m -> SipText.tag(m.header("To")))
                .distinct()
                .count();
    }

    /** Answers a request. */
    public void respond(SipText request, String status, List<String> more, String body)
            throws IOException {
        List<String> headers = new ArrayList<>(List.of("Contact: <" + uri() + ">"));
        headers.addAll(more);
        send(request.response(status, name, headers, body));
    }

    private void receive() {
        try {
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                SipText message = SipText.parse(bytes);
                received.add(message);
                if (polite && message.request() && isWithinCall(message)) {
                    respond(message, "200 OK", List.of(), "");
                }
            }
        } catch (IOException e) {
            received.add(new SipText("CLOSED " + e.getMessage(), List.of(), ""));
        }
    }

    private static boolean isWithinCall(SipText message) {
        return switch (message.method()) {
            case "INVITE", "ACK" -> false;
            default -> true;
        };
    }

    /** Closes the connection, as one whose battery is empty. */
    public void disconnect() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        media.close();
    }
}
