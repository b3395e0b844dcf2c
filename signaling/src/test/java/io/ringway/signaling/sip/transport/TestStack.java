package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A stack on loopback whose user answers every request but ACK by 200 and remembers everything. */
final class TestStack implements SipListener, AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final long PATIENCE_S = 10;

    final SipStack sip;
    final CounterBlock counters = new Counters().shared();
    final BlockingQueue<RequestEvent> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<ResponseEvent> responses = new LinkedBlockingQueue<>();
    final BlockingQueue<TimeoutEvent> timeouts = new LinkedBlockingQueue<>();
    final BlockingQueue<SipFlow> closedFlows = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    volatile Runnable onRequest = () -> {};
    private int sequence;

    private TestStack(SipStackSettings settings) throws IOException {
        sip = SipStack.start(settings, this, counters);
        sip.onFlowClosed(closedFlows::add);
    }

    static TestStack start(SipTransport... transports) throws IOException {
        return start(settings -> settings, transports);
    }

    static TestStack start(UnaryOperator<SipStackSettings> change, SipTransport... transports)
            throws IOException {
        Map<SipTransport, Integer> ports = new EnumMap<>(SipTransport.class);
        for (SipTransport transport : transports) {
            ports.put(transport, 0);
        }
        return new TestStack(
                change.apply(SipStackSettings.defaults().withAddresses(LOOPBACK).withPorts(ports)));
    }

    int port(SipTransport transport) {
        return sip.port(transport);
    }

    /** A request outside dialogs to a URI, ready but for what a test adds. */
    Request request(String method, String uri) {
        try {
            var addresses = sip.addresses();
            var headers = sip.headers();
            Request request =
                    sip.messages()
                            .createRequest(
                                    addresses.createURI(uri),
                                    method,
                                    sip.provider().getNewCallId(),
                                    headers.createCSeqHeader((long) ++sequence, method),
                                    headers.createFromHeader(
                                            addresses.createAddress("sip:a@example.com"), "1"),
                                    headers.createToHeader(addresses.createAddress(uri), null),
                                    List.of(),
                                    headers.createMaxForwardsHeader(70));
            ((SIPRequest) request).removeHeader(ViaHeader.NAME);
            return request;
        } catch (Exception e) {
            throw new AssertionError("a request to " + uri, e);
        }
    }

    ClientTransaction send(Request request) throws SipException {
        ClientTransaction transaction = sip.provider().getNewClientTransaction(request);
        transaction.sendRequest();
        return transaction;
    }

    /** The URI of this stack's user by one transport. */
    String uri(SipTransport transport) {
        return "sip:b@127.0.0.1:" + port(transport) + ";transport=" + transport.parameter();
    }

    SipURI requestUri(Request request) {
        return (SipURI) request.getRequestURI();
    }

    RequestEvent awaitRequest() throws InterruptedException {
        RequestEvent event = requests.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(event, "no request came");
        return event;
    }

    Response awaitResponse() throws InterruptedException {
        ResponseEvent event = responses.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(event, "no response came");
        return event.getResponse();
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    @Override
    public void processRequest(RequestEvent event) {
        requests.add(event);
        onRequest.run();
        Request request = event.getRequest();
        if (request.getMethod().equals(Request.ACK)) {
            return;
        }
        try {
            ServerTransaction transaction = event.getServerTransaction();
            if (transaction == null) {
                transaction = sip.provider().getNewServerTransaction(request);
            }
            Response ok = sip.messages().createResponse(Response.OK, request);
            ok.addHeader(sip.contact("b", sip.flowOf(event)));
            transaction.sendResponse(ok);
        } catch (Exception e) {
            failures.add(e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        responses.add(event);
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        timeouts.add(event);
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        failures.add(new IOException("to " + event.getHost()));
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        sip.close();
    }
}
