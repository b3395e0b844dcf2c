package io.ringway.signaling.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP or TLS connection's way in: frames messages, answers pings, ends connections that are
 * idle, slow or cannot be read on.
 *
 * <p>Thread: the event loop of its connection.
 */
final class StreamReader extends SimpleChannelInboundHandler<ByteBuf> {

    private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How long a connection that cannot be read on is kept for the answers to earlier requests. */
    private static final long PATIENCE_MS = 2_000;

    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final StreamFlow flow;
    private final Intake intake;
    private final Refusals refusals;
    private final CounterBlock counters;
    private final long messageTimeoutMs;
    private final MessageFraming framing;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean broken;
    private boolean closing;

    StreamReader(
            StreamFlow flow,
            Intake intake,
            Refusals refusals,
            CounterBlock counters,
            SipLimits limits) {
        this.flow = flow;
        this.intake = intake;
        this.refusals = refusals;
        this.counters = counters;
        this.messageTimeoutMs = limits.messageTimeoutMs();
        this.framing = new MessageFraming(limits.maxMessageBytes());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf received) {
        byte[] bytes = ByteBufUtil.getBytes(received);
        int offset = 0;
        while (offset < bytes.length && !broken) {
            offset += framing.append(bytes, offset, bytes.length - offset);
            readAll(context);
        }
        watch(context);
    }

    private void readAll(ChannelHandlerContext context) {
        while (!broken) {
            switch (framing.next()) {
                case NEED_MORE -> {
                    return;
                }
                case MESSAGE -> {
                    endDeadline();
                    flow.unanswered().received(framing.message());
                    intake.onMessage(framing.message(), flow);
                }
                case PING -> {
                    counters.incrementShared(Counter.SIP_KEEP_ALIVES);
                    context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                }
                case TOO_LARGE -> {
                    counters.incrementShared(Counter.DROP_SIP_OVERSIZE);
                    refuse(context, 513, "Message Too Large");
                }
                case NO_LENGTH -> refuse(context, 400, "Bad Request (no content-length)");
                case BAD_LENGTH ->
                        refuse(context, 400, "Bad Request (content-length is not one number)");
            }
        }
    }

    /**
     * Answers what can be answered and closes: where the next message begins is not known. What
     * came before was good, and is answered first if that does not take too long.
     */
    private void refuse(ChannelHandlerContext context, int status, String reason) {
        endDeadline();
        broken = true;
        Optional<byte[]> answer = refusals.answer(framing.message(), status, reason, flow);
        Runnable end = () -> end(context, answer);
        deadline = context.executor().schedule(end, PATIENCE_MS, TimeUnit.MILLISECONDS);
        flow.unanswered().whenNone(() -> context.executor().execute(end));
    }

    private void end(ChannelHandlerContext context, Optional<byte[]> answer) {
        endDeadline();
        if (!closing) {
            closing = true;
            answer.ifPresent(bytes -> context.write(Unpooled.wrappedBuffer(bytes)));
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void tooSlow(ChannelHandlerContext context) {
        counters.incrementShared(Counter.DROP_SIP_SLOW_SENDER);
        context.close();
    }

    /** A message that has begun must end in time, however steadily its bytes come. */
    private void watch(ChannelHandlerContext context) {
        if (broken) {
            return;
        }
        if (!framing.isInsideMessage()) {
            endDeadline();
        } else if (deadline == null) {
            deadline =
                    context.executor()
                            .schedule(
                                    () -> tooSlow(context),
                                    messageTimeoutMs,
                                    TimeUnit.MILLISECONDS);
        }
    }

    private void endDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            switch (idle.state()) {
                case READER_IDLE -> context.close();
                case WRITER_IDLE -> context.writeAndFlush(Unpooled.wrappedBuffer(PING));
                case ALL_IDLE -> {}
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endDeadline();
        context.fireChannelInactive();
    }

    /** A reset connection, or TLS that did not come about; the flow tells whom it concerns. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
