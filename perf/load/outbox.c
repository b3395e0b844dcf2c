#define _GNU_SOURCE
#include "outbox.h"

#include "clock.h"
#include "fail.h"

#include <arpa/inet.h>
#include <string.h>

void outbox_init(struct outbox *box) {
    memset(box, 0, sizeof *box);
    box->messages = allocate(OUTBOX_SIZE, sizeof *box->messages);
    for (int i = 0; i < OUTBOX_SIZE; i++) {
        struct cmsghdr *control = (struct cmsghdr *)box->control[i];
        *control = (struct cmsghdr){CMSG_LEN(sizeof(struct in_pktinfo)), IPPROTO_IP, IP_PKTINFO};
        box->parts[i].iov_base = box->bytes[i];
        box->messages[i].msg_hdr = (struct msghdr){
            .msg_name = &box->to[i], .msg_namelen = sizeof box->to[i], .msg_iov = &box->parts[i], .msg_iovlen = 1};
    }
    box->now_ns = clock_now_ns();
}

uint8_t *outbox_begin(struct outbox *box, struct port *port) {
    if (box->count == OUTBOX_SIZE || (box->count && box->port != port)) {
        outbox_flush(box);
    }
    box->port = port;
    return box->bytes[box->count];
}

void outbox_add(struct outbox *box, size_t length, uint32_t from, const struct sockaddr_in *to) {
    unsigned i = box->count++;
    struct msghdr *message = &box->messages[i].msg_hdr;
    box->parts[i].iov_len = length;
    box->to[i] = *to;
    if (box->port->shared) {
        struct in_pktinfo info = {.ipi_spec_dst.s_addr = htonl(from)};
        memcpy(CMSG_DATA((struct cmsghdr *)box->control[i]), &info, sizeof info);
        message->msg_control = box->control[i];
        message->msg_controllen = sizeof box->control[i];
    } else {
        message->msg_control = NULL;
        message->msg_controllen = 0;
    }
}

void outbox_flush(struct outbox *box) {
    unsigned done = 0;
    while (done < box->count) {
        int sent = sendmmsg(box->port->fd, box->messages + done, box->count - done, 0);
        if (sent <= 0) {
            /* The first of the rest is refused; those behind it may not be. */
            box->failed++;
            sent = 1;
        }
        done += (unsigned)sent;
    }
    box->count = 0;
    box->now_ns = clock_now_ns();
}

void outbox_send(struct outbox *box, struct port *port, uint32_t from, const struct sockaddr_in *to,
                 const uint8_t *bytes, size_t length) {
    memcpy(outbox_begin(box, port), bytes, length);
    outbox_add(box, length, from, to);
}
