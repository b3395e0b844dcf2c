package io.ringway.media.segment;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to a speech service. A channel serves one attempt only, so that when to try
 * again, and resolving the name anew, is ours to say and not the channel's.
 */
final class SpeechChannel implements AutoCloseable {

    private final ForwarderSettings settings;
    private final ChannelCredentials credentials;
    private final SpeechSockets sockets;

    /**
     * @throws IllegalArgumentException if there are no certificates where those to trust should be
     */
    SpeechChannel(ForwarderSettings settings) {
        this.settings = settings;
        credentials =
                settings.tls() ? tlsCredentials(settings) : InsecureChannelCredentials.create();
        sockets = new SpeechSockets(settings.congestionControl());
    }

    ManagedChannel open() {
        ForwarderSettings.Target target = settings.target();
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(target.host(), target.port(), credentials);
        sockets.applyTo(builder);
        return builder
                // Callbacks only set a field and wake a thread.
                .directExecutor()
                // A retry would ask for a batch's bytes after the batch has gone home.
                .disableRetry()
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectTimeoutMs())
                .keepAliveTime(settings.keepAliveTimeMs(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(settings.keepAliveTimeoutMs(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(settings.maxServiceMessageBytes())
                .userAgent("ringway")
                .build();
    }

    /** Once all channels have ended. */
    @Override
    public void close() {
        sockets.close();
    }

    private static ChannelCredentials tlsCredentials(ForwarderSettings settings) {
        TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
        Path certificates = settings.tlsCertificates();
        return certificates == null
                ? tls.build()
                : tls.trustManager(TrustedCertificates.managers(certificates)).build();
    }
}
