/*
 * A UDP port of ours. On loopback one port serves every call: each has an address of its own in 127.0.0.0/8,
 * chosen per packet by IP_PKTINFO, so that one sendmmsg and one recvmmsg carry packets of many calls. Elsewhere,
 * and where a plan says so, a call has a port of its own.
 */
#ifndef RW_PORT_H
#define RW_PORT_H

#include "watch.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#define PORT_MAX_DATAGRAM 2048

/* Whose packets come and go there; addresses in host order. */
struct endpoint {
    uint32_t address;
    uint16_t number;
};

struct datagram {
    uint8_t *bytes;
    size_t length;
    struct endpoint from, to;
    int64_t arrived_ns; /* at the kernel */
};

struct port;
typedef void (*datagram_handler)(void *owner, struct port *port, struct datagram *datagram);

struct port {
    struct watch watch; /* first: epoll hands it back */
    int fd;
    bool shared;
    struct endpoint bound; /* address 0 when shared */
    datagram_handler handler;
    void *owner;
};

/* Bound and watched; number 0 picks a free one. Ends the process when it cannot be had. */
struct port *port_open(int epoll, struct endpoint at, bool shared, datagram_handler handler, void *owner);
void port_close(struct port *port);

/* Datagrams the kernel dropped because they were not fetched in time. */
uint64_t port_drops(const struct port *port);

struct sockaddr_in endpoint_socket_address(struct endpoint e);
bool endpoint_parse(const char *text, struct endpoint *e);
bool endpoint_is_loopback(struct endpoint e);

#endif
