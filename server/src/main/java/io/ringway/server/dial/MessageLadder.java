package io.ringway.server.dial;

import io.ringway.signaling.sip.transport.MessageTap;
import io.ringway.signaling.sip.transport.SipFlow;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The messages of the call in the order they were carried, and what they tell of its state on the
 * wire. Thread: any.
 */
final class MessageLadder implements MessageTap {

    private final Consumer<String> out;
    private final Set<String> unanswered = new HashSet<>();
    private long startNs;
    private boolean heard;
    private int inviteStatus;
    private String sendFailure = "";

    /**
     * @param out takes each message in a line
     */
    MessageLadder(Consumer<String> out) {
        this.out = out;
    }

    /** The call begins. */
    synchronized void begin(long nowNs) {
        startNs = nowNs;
    }

    @Override
    public synchronized void onReceived(byte[] message, SipFlow flow) {
        SipMessageText text = SipMessageText.of(message);
        heard = true;
        print("<--", text, flow);
        if (text.status() >= 200) {
            unanswered.remove(text.cseq());
            if (text.isOf("INVITE")) {
                inviteStatus = text.status();
                unanswered.add(acknowledgement(text));
            }
        }
    }

    @Override
    public synchronized void onSent(byte[] message, SipFlow flow) {
        SipMessageText text = SipMessageText.of(message);
        print("-->", text, flow);
        if (text.isOf("ACK")) {
            unanswered.remove(text.cseq());
        } else if (text.status() == 0) {
            unanswered.add(text.cseq());
        }
        notifyAll();
    }

    @Override
    public synchronized void onNotSent(SipFlow flow, Throwable cause) {
        sendFailure = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        out.accept(line("-x-", sendFailure, flow));
    }

    private static String acknowledgement(SipMessageText answer) {
        return answer.cseq().replace("INVITE", "ACK");
    }

    private void print(String arrow, SipMessageText text, SipFlow flow) {
        String of = text.status() == 0 ? "" : " (" + text.method() + ")";
        String body = text.describesMedia() ? " +SDP" : "";
        out.accept(line(arrow, text.start() + of + body, flow));
        notifyAll();
    }

    private String line(String arrow, String what, SipFlow flow) {
        double seconds = (System.nanoTime() - startNs) / 1e9;
        return String.format(Locale.ROOT, "%8.3f s  %s %s  [%s]", seconds, arrow, what, flow);
    }

    /** Whether anything has come from the other side. */
    synchronized boolean heard() {
        return heard;
    }

    /** The last final status of an INVITE; 0 while there is none. */
    synchronized int inviteStatus() {
        return inviteStatus;
    }

    /** Why a message could not be sent; empty when all could. */
    synchronized String sendFailure() {
        return sendFailure;
    }

    /** Waits until every request is answered, or nobody ever answered one, or time is up. */
    synchronized void awaitSettled(long limitMs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        long leftNs = deadlineNs - System.nanoTime();
        while (heard && !unanswered.isEmpty() && leftNs > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            leftNs = deadlineNs - System.nanoTime();
        }
    }
}
