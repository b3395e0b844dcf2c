package io.ringway.signaling.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts requests together from the codec's parts, one at a time: the next part is read only once it
 * is wanted, so pipelined requests wait their turn and at most one body is in memory. Thread: the
 * event loop.
 */
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpSettings settings;
    private final ReadDeadline deadline;
    private final ExchangeRunner runner;
    private final RateLimit rate;
    private @Nullable HttpRequest head;
    private @Nullable ByteBuf body;
    private @Nullable Exchange serving;
    private boolean discarding;
    private boolean closing;

    HttpConnection(HttpSettings settings, ReadDeadline deadline, ExchangeRunner runner) {
        this.settings = settings;
        this.deadline = deadline;
        this.runner = runner;
        this.rate =
                new RateLimit(
                        settings.requestsPerSecond(), settings.requestBurst(), System.nanoTime());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        releaseBody();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        releaseBody();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        Problem problem = discarding ? null : accept(ctx, part);
        if (problem != null) {
            refuse(ctx, problem);
        } else if (discarding || !(part instanceof LastHttpContent)) {
            ctx.read();
        } else {
            dispatch(ctx);
        }
    }

    private @Nullable Problem accept(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return RequestCheck.ofDecoderFailure(part.decoderResult().cause(), settings);
        }
        if (part instanceof HttpRequest request) {
            head = request;
            Problem problem = RequestCheck.ofHead(request, settings);
            if (problem == null && RequestCheck.expectsContinue(request)) {
                ctx.writeAndFlush(
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
            return problem;
        }
        return part instanceof HttpContent content ? append(ctx, content.content()) : null;
    }

    private @Nullable Problem append(ChannelHandlerContext ctx, ByteBuf content) {
        if (!content.isReadable()) {
            return null;
        }
        if (body == null) {
            body = ctx.alloc().heapBuffer(content.readableBytes());
        }
        if (body.readableBytes() + content.readableBytes() > settings.maxBodyBytes()) {
            return RequestCheck.bodyTooLarge(settings);
        }
        body.writeBytes(content);
        return null;
    }

    private void dispatch(ChannelHandlerContext ctx) {
        HttpRequest complete = head;
        if (complete == null) {
            refuse(ctx, Problem.of(400, "bad-request", "a body came without a request"));
            return;
        }
        byte[] bytes = body == null ? new byte[0] : ByteBufUtil.getBytes(body);
        head = null;
        releaseBody();
        deadline.requestComplete();
        RequestTarget target = RequestTarget.parse(complete.uri());
        if (target == null) {
            refuse(
                    ctx,
                    Problem.of(
                            400,
                            "bad-target",
                            "the request target must be a percent-encoded path"));
            return;
        }
        String remote = String.valueOf(ctx.channel().remoteAddress());
        Request request =
                new Request(
                        complete.method().name(),
                        target,
                        Map.of(),
                        complete.headers(),
                        bytes,
                        remote);
        boolean permitted = rate.tryTake(System.nanoTime());
        Exchange exchange =
                new Exchange(ctx.channel(), complete, request, permitted, () -> next(ctx));
        serving = exchange;
        runner.run(exchange);
    }

    /** The answer is out and the connection stays: on to the next request. */
    private void next(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> readNext(ctx));
    }

    private void readNext(ChannelHandlerContext ctx) {
        serving = null;
        if (closing) {
            ctx.close();
        } else {
            deadline.awaitRequest();
            ctx.read();
        }
    }

    private void serverCloses(ChannelHandlerContext ctx) {
        closing = true;
        if (serving == null) {
            ctx.close();
        } else {
            serving.serverCloses();
        }
    }

    /** Answers what cannot be read on from, then closes. */
    private void refuse(ChannelHandlerContext ctx, Problem problem) {
        discarding = true;
        releaseBody();
        deadline.requestComplete();
        var message = ResponseWriter.full(problem.response(), HttpVersion.HTTP_1_1, false, false);
        ctx.writeAndFlush(message)
                .addListener(
                        (ChannelFutureListener) written -> LingeringClose.begin(ctx.channel()));
    }

    private void releaseBody() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ReadDeadline.Expired.REQUEST && !discarding) {
            refuse(
                    ctx,
                    Problem.of(
                            408,
                            "request-timeout",
                            "the request was not complete after "
                                    + settings.requestTimeoutMs()
                                    + " ms"));
        } else if (event == HttpServer.Closing.NOW) {
            serverCloses(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Resets, failed TLS handshakes and write time-outs: a stranger's doing, not the operator's
        // business.
        LOG.debug("connection closed on error remote={}", ctx.channel().remoteAddress(), cause);
        ctx.close();
    }
}
