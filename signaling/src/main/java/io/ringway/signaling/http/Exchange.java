package io.ringway.signaling.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, start to end. Thread: a virtual one of its own. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Problem TOO_FAST =
            Problem.of(429, "rate-limited", "this connection asks too often; wait a second")
                    .with("Retry-After", "1");

    private final Channel channel;
    private final HttpRequest head;
    private final Request request;
    private final boolean permitted;
    private final Runnable next;
    private volatile boolean streaming;

    /**
     * @param permitted whether the connection's rate limit let it through
     * @param next called when the answer is out and the connection stays open
     */
    Exchange(Channel channel, HttpRequest head, Request request, boolean permitted, Runnable next) {
        this.channel = channel;
        this.head = head;
        this.request = request;
        this.permitted = permitted;
        this.next = next;
    }

    void serve(ExchangeRunner runner) {
        try {
            Response response =
                    permitted ? runner.answer(request) : runner.refusal(request, TOO_FAST);
            if (response.body() instanceof Body.Upgrade(WebSocketHandler handler)) {
                upgrade(runner, response, handler);
            } else {
                write(response);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
        } catch (IOException e) {
            LOG.warn("answer cut short path={} reason={}", request.target().path(), e.getMessage());
            channel.close();
        }
    }

    /** The server closes: nobody will answer. */
    void abandon() {
        channel.close();
    }

    /** The server closes: what would go on for ever ends, what is about to finish may. */
    void serverCloses() {
        if (streaming) {
            channel.close();
        }
    }

    private void write(Response response) throws InterruptedException, IOException {
        streaming = response.body() instanceof Body.Events;
        ResponseWriter writer = new ResponseWriter(channel, head);
        boolean keep = HttpUtil.isKeepAlive(head) && writer.selfDelimiting(response);
        boolean written = writer.write(response, keep);
        if (written && keep) {
            next.run();
        } else if (written && peerSendsNoMore()) {
            channel.close();
        } else {
            channel.eventLoop().execute(() -> LingeringClose.begin(channel));
        }
    }

    /** The request, which has been read, announced that it was the last one (RFC 9112 §9.6). */
    private boolean peerSendsNoMore() {
        return head.headers()
                .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private void upgrade(ExchangeRunner runner, Response response, WebSocketHandler handler)
            throws InterruptedException, IOException {
        Problem problem = runner.upgrade().check(request);
        if (problem != null) {
            write(runner.refusal(request, problem));
            return;
        }
        WebSocketConnection socket = runner.upgrade().perform(channel, request, response.headers());
        if (socket != null) {
            socket.run(handler);
        }
    }
}
