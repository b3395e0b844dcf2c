package io.ringway.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of UDP sockets, on absolute addresses: nothing is copied between them and the
 * kernel.
 *
 * <p>Having the errno kept makes an object a call, until a compiler proves that it does not escape,
 * which it may never do. Shards, which are to make none, send without; what the kernel refuses is
 * sent again with it, and may well go then. Loops receive with it, for an error is told only once.
 *
 * <p>Each call returns what the kernel did, or an errno as a negative number. Thread: one at a time
 * an object, for it holds the errno of its last call.
 */
public final class SocketCalls {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO =
            STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle RECVFROM =
            handle(
                    "recvfrom",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG,
                            JAVA_LONG));
    private static final MethodHandle RECVMMSG =
            handle(
                    "recvmmsg",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final FunctionDescriptor SENDTO_TYPE =
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor SENDMMSG_TYPE =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle SENDTO = plainHandle("sendto", SENDTO_TYPE);
    private static final MethodHandle SENDTO_WITH_ERRNO = handle("sendto", SENDTO_TYPE);
    private static final MethodHandle SENDMMSG = plainHandle("sendmmsg", SENDMMSG_TYPE);
    private static final MethodHandle SENDMMSG_WITH_ERRNO = handle("sendmmsg", SENDMMSG_TYPE);

    /** MSG_DONTWAIT: no call ever waits. */
    private static final int DO_NOT_WAIT = 0x40;

    /** MSG_TRUNC of a single receive. */
    private static final int TELL_WHOLE_LENGTH = 0x20;

    private static final int NO_SOCKET = -1;

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);

    /**
     * Makes each call once, of no socket, so that the first packets need not wait for what is
     * linked then: tens of milliseconds.
     */
    static void prepare() {
        SocketCalls calls = new SocketCalls();
        int refused =
                calls.receive(NO_SOCKET, 0, 0, 0, 0)
                        & calls.receiveMany(NO_SOCKET, 0, 0)
                        & calls.send(NO_SOCKET, 0, 0, 0, 0)
                        & calls.sendMany(NO_SOCKET, 0, 0);
        if (refused != -Errno.EBADF) {
            throw new IllegalStateException("calls of no socket yield " + Errno.text(-refused));
        }
    }

    /**
     * Receives one datagram, whose length is told even if it is longer than its room.
     *
     * @param name where its source goes
     * @param nameLength of an int: room there before, length of the source afterwards
     */
    public int receive(int fd, long bytes, int capacity, long name, long nameLength) {
        long received;
        try {
            received =
                    (long)
                            RECVFROM.invokeExact(
                                    state,
                                    fd,
                                    bytes,
                                    (long) capacity,
                                    DO_NOT_WAIT | TELL_WHOLE_LENGTH,
                                    name,
                                    nameLength);
        } catch (Throwable e) {
            throw broken(e);
        }
        return result((int) received);
    }

    /** Receives up to {@code count} datagrams into an array of struct mmsghdr. */
    public int receiveMany(int fd, long messages, int count) {
        int received;
        try {
            received = (int) RECVMMSG.invokeExact(state, fd, messages, count, DO_NOT_WAIT, 0L);
        } catch (Throwable e) {
            throw broken(e);
        }
        return result(received);
    }

    /** Sends one datagram to the address at {@code name}. */
    public int send(int fd, long bytes, int length, long name, int nameLength) {
        long sent;
        try {
            sent =
                    (long)
                            SENDTO.invokeExact(
                                    fd, bytes, (long) length, DO_NOT_WAIT, name, nameLength);
            if (sent < 0) {
                sent =
                        (long)
                                SENDTO_WITH_ERRNO.invokeExact(
                                        state,
                                        fd,
                                        bytes,
                                        (long) length,
                                        DO_NOT_WAIT,
                                        name,
                                        nameLength);
            }
        } catch (Throwable e) {
            throw broken(e);
        }
        return result((int) sent);
    }

    /** Sends messages of an array of struct mmsghdr, in order, up to the first that fails. */
    public int sendMany(int fd, long messages, int count) {
        int sent;
        try {
            sent = (int) SENDMMSG.invokeExact(fd, messages, count, DO_NOT_WAIT);
            if (sent < 0) {
                sent =
                        (int)
                                SENDMMSG_WITH_ERRNO.invokeExact(
                                        state, fd, messages, count, DO_NOT_WAIT);
            }
        } catch (Throwable e) {
            throw broken(e);
        }
        return result(sent);
    }

    private int result(int returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, ERRNO);
    }

    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return plainHandle(function, descriptor, Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted") // calling C is what this class is for
    private static MethodHandle plainHandle(
            String function, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow(function);
        return linker.downcallHandle(symbol, descriptor, options);
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("a system call could not be made", cause);
    }
}
