package io.ringway.signaling.sip.dialog;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.LegStatistics;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PlayRequest;
import io.ringway.media.SpeechFormat;
import io.ringway.signaling.sdp.AudioRefusal;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SessionDescription;
import io.ringway.signaling.sip.media.SipMedia;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Media that agrees to PCMU and moves no packets; it keeps the rules of offer and answer. */
final class PlainMedia implements SipMedia, LegControl {

    private final String sessionId;
    private final LegListener listener;
    final List<String> keysSent = new CopyOnWriteArrayList<>();
    final List<String> remotes = new CopyOnWriteArrayList<>();
    volatile boolean keysAgreed;
    volatile boolean closed;
    private boolean hold;
    private boolean offering;
    private boolean agreed;
    private boolean heldByRemote;
    private int version;

    PlainMedia(String sessionId, LegListener listener) {
        this.sessionId = sessionId;
        this.listener = listener;
    }

    void emit(LegEvent event) {
        listener.onEvent(event);
    }

    static void judge(String sdp) throws SdpException {
        SessionDescription.parse(sdp);
        if (!sdp.contains("m=audio") || sdp.contains("RTP/AVP 18\r\n")) {
            throw AudioRefusal.noCodec();
        }
    }

    @Override
    public LegControl leg() {
        return this;
    }

    @Override
    public String answer(String offer) throws SdpException {
        if (offering) {
            throw AudioRefusal.wrongState();
        }
        judge(offer);
        apply(offer);
        return describe();
    }

    private void apply(String remote) {
        remotes.add(remote);
        agreed = true;
        heldByRemote =
                remote.contains("a=sendonly")
                        || remote.contains("a=inactive")
                        || remote.contains("c=IN IP4 0.0.0.0");
    }

    private String describe() {
        version++;
        return "v=0\r\no=- 1 "
                + version
                + " IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na="
                + (hold ? "sendonly" : "sendrecv")
                + "\r\n";
    }

    @Override
    public String offer() throws SdpException {
        if (offering) {
            throw AudioRefusal.wrongState();
        }
        offering = true;
        return describe();
    }

    @Override
    public void accept(String answer) throws SdpException {
        if (!offering) {
            throw AudioRefusal.wrongState();
        }
        judge(answer);
        offering = false;
        apply(answer);
    }

    @Override
    public void rollback() {
        offering = false;
    }

    @Override
    public void setHold(boolean on) {
        hold = on;
    }

    @Override
    public boolean heldByRemote() {
        return heldByRemote;
    }

    @Override
    public boolean agreed() {
        return agreed;
    }

    @Override
    public boolean agreedOnKeys() {
        return keysAgreed;
    }

    @Override
    public void expectMedia() {}

    @Override
    public void close(CloseReason reason) {
        closed = true;
    }

    @Override
    public String sessionId() {
        return sessionId;
    }

    @Override
    public void setAudio(List<AudioSection> sections) {}

    @Override
    public void setEcho(boolean on) {}

    @Override
    public void setSpeechFormat(SpeechFormat format) {}

    @Override
    public boolean sendOpus(byte[] opus, int samples48k) {
        return false;
    }

    @Override
    public boolean sendOpus(OpusPlacement place, byte[] opus) {
        return false;
    }

    @Override
    public boolean play(PlayRequest request) {
        return false;
    }

    @Override
    public void stopPlaying() {}

    @Override
    public void noteKey(char key, int durationMs) {}

    @Override
    public boolean sendKeys(String keys, int durationMs) {
        return keysAgreed && keysSent.add(keys);
    }

    @Override
    public CompletionStage<LegStatistics> statistics() {
        return new CompletableFuture<>();
    }
}
