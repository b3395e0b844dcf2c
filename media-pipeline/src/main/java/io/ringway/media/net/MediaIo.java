package io.ringway.media.net;

/** Who makes the system calls of media sockets. */
public enum MediaIo {
    /** We, where this is Linux with epoll and native access is allowed; else Netty. */
    NATIVE,
    /** Netty's channels: epoll's, or NIO's. */
    NETTY
}
