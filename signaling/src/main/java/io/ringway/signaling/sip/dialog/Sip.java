package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.UserPart;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;

/** Parts of SIP messages, from texts that are known to be right. */
final class Sip {

    static final AddressFactory ADDRESSES;
    static final HeaderFactory HEADERS;
    static final MessageFactory MESSAGES;

    private static final Set<String> LISTS = Set.of("Allow", "Accept", "Supported", "Unsupported");
    private static final Pattern LIST_COMMA = Pattern.compile(",\\s*");

    static {
        SipFactory factory = SipFactory.getInstance();
        try {
            ADDRESSES = factory.createAddressFactory();
            HEADERS = factory.createHeaderFactory();
            MESSAGES = factory.createMessageFactory();
        } catch (PeerUnavailableException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Makes a part of a message; fails only when the text given is wrong. */
    interface Making<T> {
        T make() throws ParseException, InvalidArgumentException, SipException;
    }

    private Sip() {}

    /**
     * @throws IllegalArgumentException when the text is not what it should be
     */
    static <T> T make(Making<T> making) {
        try {
            return making.make();
        } catch (ParseException | InvalidArgumentException | SipException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static void addRoute(Message message, Address route) {
        make(
                () -> {
                    message.addLast(HEADERS.createRouteHeader(route));
                    return message;
                });
    }

    /** Sets a header; one that takes a list gets a header for each element. */
    static void set(Message message, String header, String value) {
        if (!LISTS.contains(header)) {
            message.setHeader(header(header, value));
            return;
        }
        message.removeHeader(header);
        for (String each : LIST_COMMA.split(value)) {
            message.addHeader(header(header, each));
        }
    }

    static Header header(String name, String value) {
        return make(() -> HEADERS.createHeader(name, value));
    }

    static Address address(URI uri) {
        return ADDRESSES.createAddress(uri);
    }

    static URI uri(String text) {
        return make(() -> ADDRESSES.createURI(text));
    }

    /** Headers of one name, in order. */
    static <H> List<H> all(Message message, String name, Class<H> type) {
        List<H> headers = new ArrayList<>();
        for (Iterator<?> each = message.getHeaders(name); each.hasNext(); ) {
            headers.add(type.cast(each.next()));
        }
        return headers;
    }

    /** User of a SIP URI or number of a tel URI, unescaped; empty when there is none. */
    static String user(URI uri) {
        if (uri instanceof SipURI sip) {
            String user = sip.getUser() == null ? "" : sip.getUser();
            boolean phone = "phone".equalsIgnoreCase(sip.getParameter("user"));
            return phone ? UserPart.readNumber(user) : UserPart.read(user);
        }
        return uri instanceof TelURL tel
                ? UserPart.readNumber(
                        (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber().replace("+", ""))
                : "";
    }

    /** Host of a SIP URI; empty for others. */
    static String host(URI uri) {
        return uri instanceof SipURI sip ? sip.getHost() : "";
    }

    /** A new tag, unguessable enough for a dialog that is also matched by Call-ID. */
    static String newTag() {
        return Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    }
}
