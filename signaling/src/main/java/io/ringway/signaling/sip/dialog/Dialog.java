package io.ringway.signaling.sip.dialog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sip.address.Address;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * A dialog (RFC 3261 §12): both tags, both sequence numbers, the remote target and the route set.
 *
 * <p>Thread: its leg's.
 */
final class Dialog {

    private final DialogId id;
    private final boolean ownsCallId;
    private final Address local;
    private final Address remote;
    private URI target;
    private List<Address> routes;
    private long localCSeq;
    private long remoteCSeq;

    private Dialog(
            DialogId id,
            boolean ownsCallId,
            Address local,
            Address remote,
            URI target,
            List<Address> routes) {
        this.id = id;
        this.ownsCallId = ownsCallId;
        this.local = local;
        this.remote = remote;
        this.target = target;
        this.routes = routes;
    }

    /** The dialog an INVITE begins that came in (§12.1.1). */
    static Dialog incoming(Request invite, String localTag) {
        ToHeader to = (ToHeader) invite.getHeader(ToHeader.NAME);
        FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
        DialogId id = new DialogId(DialogId.callId(invite), localTag, DialogId.fromTag(invite));
        Dialog dialog =
                new Dialog(
                        id,
                        false,
                        to.getAddress(),
                        from.getAddress(),
                        contact(invite, from.getAddress().getURI()),
                        recordRoutes(invite));
        dialog.remoteCSeq = cseq(invite);
        return dialog;
    }

    /** The dialog a response begins to an INVITE of ours (§12.1.2). */
    static Dialog outgoing(Request invite, Response response) {
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
        Dialog dialog =
                new Dialog(
                        DialogId.ofResponse(response),
                        true,
                        from.getAddress(),
                        to.getAddress(),
                        contact(response, invite.getRequestURI()),
                        reversedRoutes(response));
        dialog.localCSeq = cseq(invite);
        dialog.remoteCSeq = -1;
        return dialog;
    }

    DialogId id() {
        return id;
    }

    boolean ownsCallId() {
        return ownsCallId;
    }

    Address remote() {
        return remote;
    }

    Address local() {
        return local;
    }

    /** Takes over route set and target of the final response that confirms it (§13.2.2.4). */
    void confirm(Response response) {
        routes = reversedRoutes(response);
        retarget(response);
    }

    /** Takes over the remote target of a target refresh (§12.2). */
    void retarget(Message message) {
        target = contact(message, target);
    }

    /** Whether a request comes in order; then its number is the last one seen (§12.2.2). */
    boolean inOrder(Request request) {
        long number = cseq(request);
        boolean inOrder = remoteCSeq < 0 || number > remoteCSeq;
        if (inOrder) {
            remoteCSeq = number;
        }
        return inOrder;
    }

    /** A new request within the dialog, with the next sequence number. */
    Request request(String method) {
        return request(method, ++localCSeq);
    }

    /** The ACK to a 2xx of the INVITE with that number (§13.2.2.4). */
    Request ack(long inviteCSeq) {
        return request(Request.ACK, inviteCSeq);
    }

    /** Counts a number that was used for a request repeated with credentials. */
    long nextCSeq() {
        return ++localCSeq;
    }

    private Request request(String method, long number) {
        Request request =
                Sip.make(
                        () ->
                                Sip.MESSAGES.createRequest(
                                        (URI) target.clone(),
                                        method,
                                        Sip.HEADERS.createCallIdHeader(id.callId()),
                                        Sip.HEADERS.createCSeqHeader(number, method),
                                        Sip.HEADERS.createFromHeader(local, id.localTag()),
                                        Sip.HEADERS.createToHeader(remote, tagOrNull()),
                                        new ArrayList<>(),
                                        Sip.HEADERS.createMaxForwardsHeader(70)));
        for (Address route : routes) {
            Sip.addRoute(request, route);
        }
        return request;
    }

    private @Nullable String tagOrNull() {
        return id.remoteTag().isEmpty() ? null : id.remoteTag();
    }

    static long cseq(Message message) {
        return ((CSeqHeader) message.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    static String method(Message message) {
        return ((CSeqHeader) message.getHeader(CSeqHeader.NAME)).getMethod();
    }

    private static URI contact(Message message, URI otherwise) {
        ContactHeader contact = (ContactHeader) message.getHeader(ContactHeader.NAME);
        return contact == null || contact.getAddress() == null
                ? otherwise
                : contact.getAddress().getURI();
    }

    private static List<Address> recordRoutes(Message message) {
        List<Address> routes = new ArrayList<>();
        for (RecordRouteHeader route :
                Sip.all(message, RecordRouteHeader.NAME, RecordRouteHeader.class)) {
            routes.add(route.getAddress());
        }
        return routes;
    }

    private static List<Address> reversedRoutes(Message message) {
        List<Address> routes = recordRoutes(message);
        Collections.reverse(routes);
        return routes;
    }
}
