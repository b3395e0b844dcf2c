package io.ringway.signaling.sip.trunk;

import io.ringway.media.counters.Counters;
import io.ringway.signaling.sip.auth.AuthScope;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.auth.DigestServer;
import io.ringway.signaling.sip.auth.DigestSettings;
import io.ringway.signaling.sip.registrar.Registrar;
import io.ringway.signaling.sip.registrar.RegistrarSettings;
import io.ringway.signaling.sip.registrar.RequestSource;
import io.ringway.signaling.sip.registrar.SipUser;
import io.ringway.signaling.sip.registrar.SipUsers;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * One end of a trunk on loopback: a registrar with the user "ringway" for whoever comes, and trunks
 * of its own.
 */
final class Provider implements SipListener, AutoCloseable {

    final SipStack stack;
    final Registrar registrar;
    final BlockingQueue<Request> others = new LinkedBlockingQueue<>();
    private volatile @Nullable Trunks trunks;

    Provider(String password) throws IOException {
        SipUsers users =
                new SipUsers(
                        List.of(
                                new SipUser(
                                        "ringway",
                                        "ringway",
                                        new DigestSecret.Password(password),
                                        "")));
        registrar =
                new Registrar(
                        RegistrarSettings.defaults(),
                        users,
                        new DigestServer(
                                DigestSettings.defaults("provider"),
                                AuthScope.USER_AGENT,
                                users,
                                new byte[32]),
                        System::nanoTime);
        stack =
                SipStack.start(
                        SipStackSettings.defaults()
                                .withAddresses(InetAddress.ofLiteral("127.0.0.1"))
                                .withPorts(Map.of(SipTransport.UDP, 0, SipTransport.TCP, 0)),
                        this,
                        new Counters().shared());
        stack.onFlowClosed(registrar::onFlowClosed);
    }

    Trunks trunks(TrunkSettings... settings) throws IOException {
        Trunks own = new Trunks(List.of(settings), stack);
        trunks = own;
        own.start();
        return own;
    }

    String server(SipTransport transport) {
        return "sip:127.0.0.1:%d;transport=%s"
                .formatted(stack.port(transport), transport.parameter());
    }

    @Override
    public void processRequest(RequestEvent event) {
        Request request = event.getRequest();
        try {
            Response response =
                    request.getMethod().equals(Request.REGISTER)
                            ? registrar.answer(request, RequestSource.of(stack.flowOf(event)))
                            : stack.messages().createResponse(Response.OK, request);
            if (!request.getMethod().equals(Request.REGISTER)) {
                others.add(request);
            }
            stack.provider().getNewServerTransaction(request).sendResponse(response);
        } catch (SipException | java.text.ParseException | javax.sip.InvalidArgumentException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        Trunks own = trunks;
        if (own != null) {
            own.onResponse(event);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        Trunks own = trunks;
        if (own != null) {
            own.onTimeout(event);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        stack.close();
    }
}
