#define _GNU_SOURCE
#include "port.h"

#include "clock.h"
#include "fail.h"

#include <arpa/inet.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 64
/* A flood must not keep the pacer waiting. */
#define MAX_BATCHES_A_POLL 16
#define RECEIVE_BUFFER_BYTES (64 << 20)
#define SEND_BUFFER_BYTES (8 << 20)

struct intake {
    struct mmsghdr messages[BATCH];
    struct iovec parts[BATCH];
    struct sockaddr_in from[BATCH];
    _Alignas(struct cmsghdr) char control[BATCH][128];
    uint8_t bytes[BATCH][PORT_MAX_DATAGRAM];
};

static struct intake intake;

struct sockaddr_in endpoint_socket_address(struct endpoint e) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(e.number), .sin_addr.s_addr = htonl(e.address)};
}

bool endpoint_parse(const char *text, struct endpoint *e) {
    char host[64], rest;
    unsigned number;
    struct in_addr address;
    if (sscanf(text, "%63[0-9.]:%u%c", host, &number, &rest) != 2 || number > 65535 || !inet_aton(host, &address)) {
        return false;
    }
    *e = (struct endpoint){ntohl(address.s_addr), (uint16_t)number};
    return true;
}

bool endpoint_is_loopback(struct endpoint e) {
    return e.address >> 24 == 127;
}

static void prepare_intake(void) {
    for (int i = 0; i < BATCH; i++) {
        intake.parts[i] = (struct iovec){intake.bytes[i], PORT_MAX_DATAGRAM};
        intake.messages[i].msg_hdr = (struct msghdr){.msg_name = &intake.from[i],
                                                     .msg_namelen = sizeof intake.from[i],
                                                     .msg_iov = &intake.parts[i],
                                                     .msg_iovlen = 1,
                                                     .msg_control = intake.control[i],
                                                     .msg_controllen = sizeof intake.control[i]};
    }
}

static void read_control(struct msghdr *message, struct datagram *d, int64_t realtime_ahead_ns) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec t;
            memcpy(&t, CMSG_DATA(c), sizeof t);
            d->arrived_ns = (int64_t)t.tv_sec * NS_PER_S + t.tv_nsec - realtime_ahead_ns;
        } else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            d->to.address = ntohl(info.ipi_addr.s_addr);
        }
    }
}

static void deliver(struct port *port, int count, int64_t realtime_ahead_ns) {
    for (int i = 0; i < count; i++) {
        struct datagram d = {intake.bytes[i],
                             intake.messages[i].msg_len,
                             {ntohl(intake.from[i].sin_addr.s_addr), ntohs(intake.from[i].sin_port)},
                             port->bound,
                             0};
        read_control(&intake.messages[i].msg_hdr, &d, realtime_ahead_ns);
        port->handler(port->owner, port, &d);
        intake.messages[i].msg_hdr.msg_namelen = sizeof intake.from[i];
        intake.messages[i].msg_hdr.msg_controllen = sizeof intake.control[i];
    }
}

static void receive(struct watch *watch, uint32_t events, int64_t now_ns) {
    struct port *port = (struct port *)watch;
    int64_t realtime_ahead_ns = clock_read_ns(CLOCK_REALTIME) - clock_now_ns();
    int count = BATCH;
    (void)events;
    (void)now_ns;
    for (int i = 0; count == BATCH && i < MAX_BATCHES_A_POLL; i++) {
        count = recvmmsg(port->fd, intake.messages, BATCH, MSG_DONTWAIT, NULL);
        if (count > 0) {
            deliver(port, count, realtime_ahead_ns);
        }
    }
}

/* Larger than rmem_max allows where we may (root), else as large as it allows. */
static void enlarge(int fd, int forced, int option, int bytes) {
    if (setsockopt(fd, SOL_SOCKET, forced, &bytes, sizeof bytes) < 0) {
        setsockopt(fd, SOL_SOCKET, option, &bytes, sizeof bytes);
    }
}

struct port *port_open(int epoll, struct endpoint at, bool shared, datagram_handler handler, void *owner) {
    struct port *port = allocate(1, sizeof *port);
    int on = 1, whole = IP_PMTUDISC_DO;
    port->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (port->fd < 0) {
        fail_errno("socket");
    }
    setsockopt(port->fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    /* Packets that may not be cut up need no number, which the kernel is slow to choose. */
    setsockopt(port->fd, IPPROTO_IP, IP_MTU_DISCOVER, &whole, sizeof whole);
    enlarge(port->fd, SO_RCVBUFFORCE, SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    enlarge(port->fd, SO_SNDBUFFORCE, SO_SNDBUF, SEND_BUFFER_BYTES);
    if (shared) {
        /* It is bound to every address: nobody but this host is to reach it. */
        setsockopt(port->fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
        if (setsockopt(port->fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 2) < 0) {
            fail_errno("SO_BINDTODEVICE lo");
        }
        at.address = 0;
    }
    struct sockaddr_in address = endpoint_socket_address(at);
    socklen_t length = sizeof address;
    if (bind(port->fd, (struct sockaddr *)&address, sizeof address) < 0) {
        fail("cannot have UDP port %u of %s: %m", at.number, inet_ntoa(address.sin_addr));
    }
    getsockname(port->fd, (struct sockaddr *)&address, &length);
    port->shared = shared;
    port->bound = (struct endpoint){ntohl(address.sin_addr.s_addr), ntohs(address.sin_port)};
    port->handler = handler;
    port->owner = owner;
    port->watch.ready = receive;
    if (!intake.parts[0].iov_len) {
        prepare_intake();
    }
    watch_add(epoll, port->fd, EPOLLIN, &port->watch);
    return port;
}

void port_close(struct port *port) {
    close(port->fd);
    free(port);
}

uint64_t port_drops(const struct port *port) {
    uint32_t figures[SK_MEMINFO_VARS] = {0};
    socklen_t length = sizeof figures;
    getsockopt(port->fd, SOL_SOCKET, SO_MEMINFO, figures, &length);
    return figures[SK_MEMINFO_DROPS];
}
