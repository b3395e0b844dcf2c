package io.ringway.media.net;

import io.netty.channel.ChannelInboundHandlerAdapter;

/** Holds a pipeline's place between bind and {@link MediaSockets#startReading}. */
final class IgnoredUntilReading extends ChannelInboundHandlerAdapter {}
