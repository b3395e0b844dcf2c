package io.ringway.signaling.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where an {@link EventFeed} writes. Thread: the feed's. */
public final class EventSink {

    private final Channel channel;
    private final CountDownLatch closed = new CountDownLatch(1);

    EventSink(Channel channel) {
        this.channel = channel;
        channel.closeFuture().addListener(done -> closed.countDown());
    }

    /**
     * Sends one event and waits until the client's connection has taken it.
     *
     * @param data one line
     * @return false when the client is gone
     */
    public boolean send(String event, String data) throws InterruptedException {
        String text = "event: " + event + "\ndata: " + data + "\n\n";
        var content = new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        return channel.writeAndFlush(content).await().isSuccess();
    }

    /** Waits; returns early, and true, when the client leaves. */
    public boolean awaitClosed(long timeoutMs) throws InterruptedException {
        return closed.await(timeoutMs, TimeUnit.MILLISECONDS);
    }
}
