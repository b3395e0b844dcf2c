#include "batch.h"

#include <errno.h>

#include "fail.h"

void batch_init(struct batch *batch) {
    for (int i = 0; i < MOST_A_CALL; i++) {
        batch->places[i] = (struct iovec){batch->bytes[i], DATAGRAM_ROOM};
        batch->headers[i].msg_hdr = (struct msghdr){.msg_name = &batch->addresses[i],
                                                    .msg_namelen = sizeof batch->addresses[i],
                                                    .msg_iov = &batch->places[i],
                                                    .msg_iovlen = 1};
    }
}

int batch_send(struct batch *batch, int fd, int count) {
    int sent = sendmmsg(fd, batch->headers, count, 0);
    if (sent < 0 && errno != EAGAIN) fail_errno("sendmmsg");
    return sent < 0 ? 0 : sent;
}

int batch_receive(struct batch *batch, int fd, int most) {
    int received = recvmmsg(fd, batch->headers, most, MSG_DONTWAIT, NULL);
    if (received < 0 && errno != EAGAIN) fail_errno("recvmmsg");
    return received < 0 ? 0 : received;
}
