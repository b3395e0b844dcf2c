/* Datagrams on their way out, gathered to be sent by one sendmmsg. */
#ifndef RW_OUTBOX_H
#define RW_OUTBOX_H

#include "port.h"

#include <sys/socket.h>

#define OUTBOX_SIZE 32

struct outbox {
    struct port *port;
    unsigned count;
    /* When the packets in it were begun to be made: what counts as the time of their sending. */
    int64_t now_ns;
    uint64_t failed; /* that the kernel would not take */
    struct mmsghdr *messages;
    struct iovec parts[OUTBOX_SIZE];
    struct sockaddr_in to[OUTBOX_SIZE];
    _Alignas(struct cmsghdr) char control[OUTBOX_SIZE][CMSG_SPACE(sizeof(struct in_pktinfo))];
    uint8_t bytes[OUTBOX_SIZE][PORT_MAX_DATAGRAM];
};

void outbox_init(struct outbox *box);

/* Where to write the next datagram of port, PORT_MAX_DATAGRAM bytes. May send what was gathered before. */
uint8_t *outbox_begin(struct outbox *box, struct port *port);

/* Adds what was written there. from counts only for a shared port. */
void outbox_add(struct outbox *box, size_t length, uint32_t from, const struct sockaddr_in *to);

void outbox_flush(struct outbox *box);

/* Begin, copy and add. */
void outbox_send(struct outbox *box, struct port *port, uint32_t from, const struct sockaddr_in *to,
                 const uint8_t *bytes, size_t length);

#endif
