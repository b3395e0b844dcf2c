package io.ringway.media.net;

/** The errors of Linux that sockets meet in use. */
final class Errno {

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int EMSGSIZE = 90;
    static final int EAFNOSUPPORT = 97;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;

    private Errno() {}

    /** What an operator should read; allocates nothing. */
    static String text(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM, a firewall of this host refuses it";
            case EIO -> "EIO";
            case ENOMEM -> "ENOMEM, the kernel has no memory left";
            case EACCES -> "EACCES, not allowed";
            case EINVAL -> "EINVAL, not an address to send to from here";
            case EMSGSIZE -> "EMSGSIZE, larger than the way there takes";
            case EAFNOSUPPORT -> "EAFNOSUPPORT, an IPv6 address for an IPv4 socket";
            case ENETDOWN -> "ENETDOWN, the network is down";
            case ENETUNREACH -> "ENETUNREACH, no route to the network";
            case ENOBUFS -> "ENOBUFS, the interface's queue is full";
            case ECONNREFUSED -> "ECONNREFUSED, nobody listens there";
            case EHOSTUNREACH -> "EHOSTUNREACH, no route to the host";
            default -> "an errno that sockets rarely have";
        };
    }
}
