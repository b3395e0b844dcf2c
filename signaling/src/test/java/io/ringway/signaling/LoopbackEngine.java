package io.ringway.signaling;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.CapacityExceededException;
import io.ringway.media.ConferenceFullException;
import io.ringway.media.ConferencePlace;
import io.ringway.media.ConferenceReport;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LegListener;
import io.ringway.media.LegSpec;
import io.ringway.media.MediaEngine;
import io.ringway.media.RtpLegControl;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.TransferRequests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A media engine without sockets: legs connect as soon as they know the other side, unless told
 * otherwise.
 */
public final class LoopbackEngine implements MediaEngine {

    private final Map<String, LoopbackLeg> open = new ConcurrentHashMap<>();

    /** Every bridge there was, in order. */
    public final BlockingQueue<LoopbackBridge> bridges = new LinkedBlockingQueue<>();

    /** Every place of a conference that was taken, in order. */
    public final BlockingQueue<LoopbackPlace> places = new LinkedBlockingQueue<>();

    /** Rooms that have no place left. */
    public final Set<String> fullRooms = ConcurrentHashMap.newKeySet();

    private volatile boolean draining;
    public volatile int maxLegs = 10_000;

    /** Whether legs connect by themselves. */
    public volatile boolean connecting = true;

    /** Whether a new leg knows a candidate at once. */
    public volatile boolean gathered = true;

    /** File name every leg reports as its recording. */
    public volatile String recording = "";

    @Override
    public IceLegControl open(LegSpec spec, LegListener listener) {
        if (draining || open.size() >= maxLegs) {
            throw new CapacityExceededException(
                    maxLegs + " sessions are open; max-sessions allows no more");
        }
        LoopbackLeg leg = new LoopbackLeg(spec, listener, this);
        if (open.putIfAbsent(spec.sessionId(), leg) != null) {
            throw new IllegalArgumentException("session id is in use: " + spec.sessionId());
        }
        return leg;
    }

    @Override
    public RtpLegControl openRtp(RtpLegSpec spec, LegListener listener) {
        throw new UnsupportedOperationException("no ports here");
    }

    @Override
    public BridgeControl bridge(LegControl first, LegControl second, BridgeSpec spec) {
        LoopbackBridge bridge =
                new LoopbackBridge(first.sessionId(), second.sessionId(), spec.record());
        bridges.add(bridge);
        return bridge;
    }

    @Override
    public ConferencePlace enterConference(String room) {
        if (fullRooms.contains(room)) {
            throw new ConferenceFullException("room " + room + " is full");
        }
        LoopbackPlace place = new LoopbackPlace(room);
        places.add(place);
        return place;
    }

    @Override
    public List<ConferenceReport> conferences() {
        return List.of();
    }

    @Override
    public void setTransfers(TransferRequests transfers) {}

    /** The leg of a session that has one. */
    public LoopbackLeg leg(String sessionId) {
        LoopbackLeg leg = open.get(sessionId);
        if (leg == null) {
            throw new IllegalStateException("no leg is open for " + sessionId);
        }
        return leg;
    }

    /** The leg when there is just one. */
    public LoopbackLeg onlyLeg() {
        return open.values().iterator().next();
    }

    void closed(String sessionId) {
        open.remove(sessionId);
    }

    @Override
    public int activeLegs() {
        return open.size();
    }

    @Override
    public int mediaPort() {
        return 9;
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void close() {
        draining = true;
        open.values().forEach(leg -> leg.close(io.ringway.media.CloseReason.SHUTDOWN));
    }
}
