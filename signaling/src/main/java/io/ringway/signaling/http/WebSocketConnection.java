package io.ringway.signaling.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open WebSocket: an inbox to take events from and a way to send text.
 *
 * <p>Thread: {@link #next} and {@link #send} by the handler's; {@link #post} and {@link #close} by
 * any. The inbox is bounded: with too many frames in it the socket is not read, and too many tasks
 * are refused.
 */
public final class WebSocketConnection {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);
    private static final int NORMAL = 1000;
    private static final int INTERNAL_ERROR = 1011;

    private final Channel channel;
    private final WebSocketSettings settings;
    private final LinkedBlockingQueue<SocketEvent> inbox = new LinkedBlockingQueue<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    WebSocketConnection(Channel channel, WebSocketSettings settings) {
        this.channel = channel;
        this.settings = settings;
    }

    void run(WebSocketHandler handler) throws InterruptedException {
        try {
            handler.run(this);
            close(NORMAL, "");
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            LOG.error("websocket handler failed remote={}", remoteAddress(), e);
            close(INTERNAL_ERROR, "internal error");
        }
    }

    /** The next event; waits for it. After {@link SocketEvent.Closed} there is none. */
    public SocketEvent next() throws InterruptedException {
        return taken(inbox.take());
    }

    /**
     * Has the handler's thread do something. False when the socket is closed or too much is
     * waiting.
     */
    public boolean post(Runnable work) {
        if (closed.get() || tasks.get() >= settings.inboxTasks()) {
            return false;
        }
        tasks.incrementAndGet();
        return inbox.offer(new SocketEvent.Task(work));
    }

    /** Sends a text message and waits until the connection has taken it. False when it is gone. */
    public boolean send(String text) throws InterruptedException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return !closed.get()
                && channel.writeAndFlush(Frame.encode(Frame.TEXT, payload)).await().isSuccess();
    }

    /** Says goodbye and closes; what is in the inbox stays there. Later calls do nothing. */
    public void close(int code, String reason) {
        if (closed(code, reason)) {
            ChannelFuture sent = channel.writeAndFlush(Frame.encodeClose(code, reason));
            sent.addListener(done -> LingeringClose.begin(channel));
        }
    }

    public String remoteAddress() {
        return String.valueOf(channel.remoteAddress());
    }

    /** Where the peer is. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /** Which of our addresses it reached. */
    public InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Whether the connection is encrypted. */
    public boolean isSecure() {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    public boolean isOpen() {
        return !closed.get() && channel.isActive();
    }

    /** Called by the event loop. False when the inbox is now full, so reading has to pause. */
    boolean deliver(SocketEvent event) {
        if (closed.get()) {
            // Discard, but go on reading so that the peer's close is seen.
            return true;
        }
        boolean room = frames.incrementAndGet() < settings.inboxFrames();
        inbox.add(event);
        return room;
    }

    boolean inboxFull() {
        return frames.get() >= settings.inboxFrames();
    }

    /** Marks the socket closed; true for the first who does. */
    boolean closed(int code, String reason) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        inbox.add(new SocketEvent.Closed(code, reason));
        return true;
    }

    private SocketEvent taken(SocketEvent event) {
        switch (event) {
            case SocketEvent.Task task -> tasks.decrementAndGet();
            case SocketEvent.Closed end -> LOG.trace("websocket closed code={}", end.code());
            case SocketEvent.Text text -> frameTaken();
            case SocketEvent.Binary binary -> frameTaken();
            case SocketEvent.TooLong tooLong -> frameTaken();
        }
        return event;
    }

    private void frameTaken() {
        if (frames.getAndDecrement() == settings.inboxFrames()) {
            channel.read();
        }
    }
}
