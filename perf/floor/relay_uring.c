// What relay does, asked of the kernel by io_uring: a receive that stays armed for every socket, into buffers the kernel
// chooses from a pool, and sends that are told by the dozen. Its difference to relay is what system calls and epoll cost.
//
//     relay-uring [--calls N] [--payload BYTES] [--connected 0|1] [--repetitions N] [--core C] [--phones-core C]
//
// Needs liburing-dev and Linux 6.1; "make build/relay-uring" builds it, "make" does not.
#include <liburing.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fail.h"
#include "phones.h"

enum { PLACES = 1024, COMPLETIONS = 8192, AT_ONCE = 64, BUFFERS = 4096, BUFFER_BYTES = 512, GROUP = 1 };

// Marks what a completion is of: a send of this buffer; else it is a receive on this port.
static const uint64_t SENT = UINT64_C(1) << 63;

struct uring {
    struct io_uring ring;
    struct io_uring_buf_ring *free;
    uint8_t *pool;
    struct msghdr wanted;  // of each datagram: where it came from, and what it is
    long passed, unsent;
};

static struct uring uring;

static void give_back(int buffer) {
    uint8_t *at = uring.pool + (size_t)buffer * BUFFER_BYTES;
    io_uring_buf_ring_add(uring.free, at, BUFFER_BYTES, buffer, io_uring_buf_ring_mask(BUFFERS), 0);
    io_uring_buf_ring_advance(uring.free, 1);
}

static struct io_uring_sqe *place(void) {
    struct io_uring_sqe *sqe = io_uring_get_sqe(&uring.ring);
    if (!sqe) {
        io_uring_submit(&uring.ring);
        sqe = io_uring_get_sqe(&uring.ring);
    }
    if (!sqe) fail("no place in the ring");
    return sqe;
}

static void receive(const struct calls *calls, int port) {
    struct io_uring_sqe *sqe = place();
    io_uring_prep_recvmsg_multishot(sqe, calls->ports[port], &uring.wanted, 0);
    sqe->flags |= IOSQE_BUFFER_SELECT;
    sqe->buf_group = GROUP;
    io_uring_sqe_set_data64(sqe, port);
}

static void *ready(const struct calls *calls) {
    struct io_uring_params params = {
        .flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE, .cq_entries = COMPLETIONS};
    int failed = io_uring_queue_init_params(PLACES, &uring.ring, &params);
    if (failed) fail("io_uring: %s", strerror(-failed));
    if (posix_memalign((void **)&uring.free, 4096, BUFFERS * sizeof(struct io_uring_buf))) fail("no memory");
    uring.pool = allocate(BUFFERS, BUFFER_BYTES);
    struct io_uring_buf_reg buffers = {.ring_addr = (uintptr_t)uring.free, .ring_entries = BUFFERS, .bgid = GROUP};
    failed = io_uring_register_buf_ring(&uring.ring, &buffers, 0);
    if (failed) fail("buffers: %s", strerror(-failed));
    io_uring_buf_ring_init(uring.free);
    for (int i = 0; i < BUFFERS; i++) give_back(i);
    uring.wanted.msg_namelen = sizeof(struct sockaddr_in);
    for (int i = 0; i < 2 * calls->count; i++) receive(calls, i);
    return &uring;
}

static void send_on(const struct calls *calls, int port, int buffer, int length) {
    struct io_uring_recvmsg_out *came = io_uring_recvmsg_validate(uring.pool + (size_t)buffer * BUFFER_BYTES, length,
                                                                  &uring.wanted);
    if (!came || came->flags & MSG_TRUNC) fail("a datagram of more than %d bytes", BUFFER_BYTES);
    int partner = port ^ 1;
    struct io_uring_sqe *sqe = place();
    io_uring_prep_send(sqe, calls->ports[partner], io_uring_recvmsg_payload(came, &uring.wanted),
                       io_uring_recvmsg_payload_length(came, length, &uring.wanted), MSG_DONTWAIT);
    if (!calls->connected)
        io_uring_prep_send_set_addr(sqe, (struct sockaddr *)&calls->phone_addresses[partner], sizeof(struct sockaddr_in));
    io_uring_sqe_set_data64(sqe, SENT | buffer);
    uring.passed++;
    uring.unsent++;
}

static void complete(const struct calls *calls, const struct io_uring_cqe *cqe) {
    uint64_t of = io_uring_cqe_get_data64(cqe);
    if (cqe->res < 0) fail("%s: %s", of & SENT ? "sending on" : "receiving", strerror(-cqe->res));
    if (of & SENT) {
        give_back((int)(of & ~SENT));
        uring.unsent--;
        return;
    }
    send_on(calls, (int)of, (int)(cqe->flags >> IORING_CQE_BUFFER_SHIFT), cqe->res);
    if (!(cqe->flags & IORING_CQE_F_MORE)) receive(calls, (int)of);
}

static long pass_all(void *opened, const struct calls *calls) {
    (void)opened;
    struct io_uring_cqe *done[AT_ONCE];
    uring.passed = 0;
    while (uring.passed < BURST || uring.unsent > 0) {
        int failed = io_uring_submit_and_wait(&uring.ring, 1);
        if (failed < 0) fail("io_uring: %s", strerror(-failed));
        for (unsigned count; (count = io_uring_peek_batch_cqe(&uring.ring, done, AT_ONCE)) > 0;) {
            for (unsigned i = 0; i < count; i++) complete(calls, done[i]);
            io_uring_cq_advance(&uring.ring, count);
        }
    }
    return uring.passed;
}

int main(int argc, char **argv) {
    static const struct relay relay = {.name = "relay-uring", .open = ready, .pass = pass_all};
    return phones_measure(argc, argv, &relay);
}
