package io.ringway.media.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.ice4j.StunException;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.MappedAddressAttribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * The one door to ice4j's codec, for messages of STUN servers, which may be of any make. Not for
 * the hot path: it allocates and throws at will.
 */
final class Ice4jCodec {

    private static final String SOFTWARE_PROPERTY = "ice4j.software";

    static {
        // Read once, when ice4j's configuration loads: requests must not tell what sends them.
        if (System.getProperty(SOFTWARE_PROPERTY) == null) {
            System.setProperty(SOFTWARE_PROPERTY, "");
        }
    }

    private Ice4jCodec() {}

    /** Loads the library now, so that the first request need not. */
    static void load() {
        bindingRequest(new TransactionId(0, 0));
    }

    static byte[] bindingRequest(TransactionId id) {
        byte[] header = new byte[StunAttribute.HEADER_BYTES];
        id.write(new UnsafeBuffer(header), 0);
        byte[] idBytes = new byte[StunAttribute.TRANSACTION_ID_BYTES];
        System.arraycopy(header, StunAttribute.TRANSACTION_ID_OFFSET, idBytes, 0, idBytes.length);
        Request request = MessageFactory.createBindingRequest();
        try {
            request.setTransactionID(idBytes);
        } catch (StunException e) {
            throw new IllegalStateException("ice4j refused a transaction id of 12 bytes", e);
        }
        return request.encode(null);
    }

    /**
     * The address a Binding success response states.
     *
     * @return null when the bytes are no such response, or it states none
     */
    static @Nullable InetSocketAddress mappedAddress(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        try {
            Message message = Message.decode(bytes, 0, length);
            boolean success = message.getMessageType() == Message.BINDING_SUCCESS_RESPONSE;
            return success ? addressIn(message) : null;
        } catch (StunException | RuntimeException | AssertionError | StackOverflowError e) {
            // Whatever the codec makes of bytes from the network, they are no answer.
            return null;
        }
    }

    private static @Nullable InetSocketAddress addressIn(Message message) {
        Attribute xor = message.getAttribute(Attribute.XOR_MAPPED_ADDRESS);
        if (xor instanceof XorMappedAddressAttribute attribute) {
            return plain(attribute.getAddress(message.getTransactionID()));
        }
        Attribute old = message.getAttribute(Attribute.MAPPED_ADDRESS);
        return old instanceof MappedAddressAttribute attribute
                ? plain(attribute.getAddress())
                : null;
    }

    /** ice4j's own address type compares differently; no host has the addresses left out. */
    private static @Nullable InetSocketAddress plain(@Nullable TransportAddress address) {
        if (address == null || address.getPort() == 0) {
            return null;
        }
        InetAddress host = address.getAddress();
        boolean unicast = !host.isAnyLocalAddress() && !host.isMulticastAddress();
        return unicast ? new InetSocketAddress(host, address.getPort()) : null;
    }
}
