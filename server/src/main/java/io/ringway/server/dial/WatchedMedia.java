package io.ringway.server.dial;

import io.ringway.media.CloseReason;
import io.ringway.media.LegControl;
import io.ringway.media.LegListener;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.AcceptableOffer;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.media.SipMedia;
import io.ringway.signaling.sip.media.SipMediaFactory;
import java.net.InetAddress;
import java.util.function.Consumer;

/** Opens media, and tells what is agreed and what happens to it. Thread: any; does not block. */
final class WatchedMedia implements SipMediaFactory {

    private final SipMediaFactory factory;
    private final Consumer<DialEvent> events;

    WatchedMedia(SipMediaFactory factory, Consumer<DialEvent> events) {
        this.factory = factory;
        this.events = events;
    }

    @Override
    public AcceptableOffer judge(String offer, MediaAddress address) throws SdpException {
        AcceptableOffer judged = factory.judge(offer, address);
        return (sessionId, listener) -> new Watched(judged.open(sessionId, both(listener)));
    }

    @Override
    public SipMedia open(
            String sessionId, Profile profile, MediaAddress address, LegListener listener) {
        return new Watched(factory.open(sessionId, profile, address, both(listener)));
    }

    @Override
    public String capabilities(InetAddress told) {
        return factory.capabilities(told);
    }

    private LegListener both(LegListener listener) {
        return event -> {
            events.accept(new DialEvent.Media(event, System.nanoTime()));
            listener.onEvent(event);
        };
    }

    /** Media whose answers are told. */
    private final class Watched implements SipMedia {

        private final SipMedia media;

        Watched(SipMedia media) {
            this.media = media;
        }

        @Override
        public LegControl leg() {
            return media.leg();
        }

        @Override
        public String answer(String offer) throws SdpException {
            String answer = media.answer(offer);
            events.accept(new DialEvent.Agreed(MediaAgreement.of(answer)));
            return answer;
        }

        @Override
        public String offer() throws SdpException {
            return media.offer();
        }

        @Override
        public void accept(String answer) throws SdpException {
            media.accept(answer);
            events.accept(new DialEvent.Agreed(MediaAgreement.of(answer)));
        }

        @Override
        public void rollback() {
            media.rollback();
        }

        @Override
        public void setHold(boolean on) {
            media.setHold(on);
        }

        @Override
        public boolean heldByRemote() {
            return media.heldByRemote();
        }

        @Override
        public boolean agreed() {
            return media.agreed();
        }

        @Override
        public boolean agreedOnKeys() {
            return media.agreedOnKeys();
        }

        @Override
        public void expectMedia() {
            media.expectMedia();
        }

        @Override
        public void close(CloseReason reason) {
            media.close(reason);
        }
    }
}
