package io.ringway.signaling.sip.transport;

/**
 * Sees the messages of a stack as the network carries them: for traces. Thread: any, also event
 * loops; does not block.
 */
public interface MessageTap {

    /** Sees nothing. */
    MessageTap NONE =
            new MessageTap() {
                @Override
                public void onReceived(byte[] message, SipFlow flow) {}

                @Override
                public void onSent(byte[] message, SipFlow flow) {}

                @Override
                public void onNotSent(SipFlow flow, Throwable cause) {}
            };

    /**
     * A message came in; it has not been judged yet.
     *
     * @param message whole, not to be changed
     */
    void onReceived(byte[] message, SipFlow flow);

    /** A message is on its way out, for the first time or again. */
    void onSent(byte[] message, SipFlow flow);

    /** A message that was on its way could not be handed to the network. */
    void onNotSent(SipFlow flow, Throwable cause);
}
