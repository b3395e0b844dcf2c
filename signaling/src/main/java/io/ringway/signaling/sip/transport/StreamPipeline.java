package io.ringway.signaling.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Promise;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** What a connection's bytes pass, by transport. Thread: event loops. */
final class StreamPipeline {

    private final Intake intake;
    private final CounterBlock counters;
    private final SipLimits limits;

    StreamPipeline(Intake intake, CounterBlock counters, SipLimits limits) {
        this.intake = intake;
        this.counters = counters;
        this.limits = limits;
    }

    /** Sets up a connection that came in. */
    StreamFlow accept(SipTransport transport, Channel channel, InetSocketAddress remote) {
        StreamFlow flow =
                StreamFlow.theirs(
                        transport,
                        (InetSocketAddress) channel.localAddress(),
                        remote,
                        channel.eventLoop().newSucceededFuture(channel),
                        Unpooled::wrappedBuffer);
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(limits.idleTimeoutMs(), 0, 0, TimeUnit.MILLISECONDS),
                        new StreamReader(flow, intake, counters, limits));
        return flow;
    }

    /** Sets up a connection we open. */
    ChannelInitializer<Channel> outgoing(
            SipTransport transport, StreamFlow flow, String host, Promise<Channel> ready) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                idle(),
                                new ReadyWhenActive(ready),
                                new StreamReader(flow, intake, counters, limits));
            }
        };
    }

    private IdleStateHandler idle() {
        return new IdleStateHandler(
                limits.idleTimeoutMs(), limits.keepAliveMs(), 0, TimeUnit.MILLISECONDS);
    }

    /** Says when a plain connection is there. */
    private static final class ReadyWhenActive extends ChannelInboundHandlerAdapter {

        private final Promise<Channel> ready;

        ReadyWhenActive(Promise<Channel> ready) {
            this.ready = ready;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ready.trySuccess(context.channel());
            context.fireChannelActive();
        }
    }
}
