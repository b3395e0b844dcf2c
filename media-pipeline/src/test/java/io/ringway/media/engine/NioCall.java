package io.ringway.media.engine;

import io.netty.channel.epoll.Epoll;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceMode;

/** One echoed call in a process of its own; ends with 0 if it went well over NIO. */
final class NioCall {

    static final int EPOLL_AFTER_ALL = 3;

    private NioCall() {}

    public static void main(String[] args) throws Exception {
        if (Epoll.isAvailable()) {
            System.exit(EPOLL_AFTER_ALL);
        }
        try (UdpMediaEngine callers = Engines.start(new Counters());
                UdpMediaEngine callees = Engines.start(new Counters())) {
            LoopbackCall call =
                    new LoopbackCall(
                            callers, callees, "nio", IceMode.CONTROLLING, IceMode.LITE, true);
            call.connect();
            call.awaitMedia();
            call.exchange(50);
        }
        System.exit(0);
    }
}
