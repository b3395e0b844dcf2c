package io.ringway.media.segment;

import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators of a connection's ups and downs, each once. Thread: the forwarder's. */
final class LinkLog {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcForwarder.class);

    private final int shard;
    private final String target;
    private Status.@Nullable Code told;
    private boolean flapping;

    LinkLog(int shard, String target) {
        this.shard = shard;
        this.target = target;
    }

    /** A connection is there; whether the service wants it shows later. */
    void onOpened(int streams) {
        if (flapping) {
            LOG.debug("shard={} target={} speech stream {} is open", shard, target, streams);
            return;
        }
        told = null;
        LOG.info("shard={} target={} speech stream {} is open", shard, target, streams);
    }

    /** The stream has lived long enough to be called good. */
    void onProved() {
        if (flapping) {
            LOG.info("shard={} target={} the speech stream stays open", shard, target);
        }
        flapping = false;
        told = null;
    }

    /**
     * Warns when the way of failing is new, not at every attempt.
     *
     * @param wasOpen whether it had been open, but not proved good
     */
    void onClosed(Status status, boolean wasOpen, long retryInNs) {
        flapping = wasOpen;
        if (status.getCode() == told) {
            LOG.debug("shard={} target={} still {}", shard, target, status.getCode());
            return;
        }
        told = status.getCode();
        LOG.warn(
                "shard={} target={} no speech stream: {} {}; next attempt in {} ms, audio is dropped"
                        + " meanwhile (check speech-target)",
                shard,
                target,
                status.getCode(),
                describe(status),
                TimeUnit.NANOSECONDS.toMillis(retryInNs));
    }

    private static String describe(Status status) {
        Throwable cause = status.getCause();
        String description = status.getDescription() == null ? "" : status.getDescription();
        String text = cause == null ? description : description + " (" + cause.getMessage() + ")";
        return text.replaceAll("\\s+", " ");
    }
}
