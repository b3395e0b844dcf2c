/* Where calls send from, and whose the datagrams are that come. */
#include "load.h"

#include "fail.h"
#include "media.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

struct port *load_open_port(struct load *load, struct endpoint at, bool shared) {
    struct port *port = port_open(load->epoll, at, shared, load_datagram, load);
    if (!load->ports) {
        load->ports = allocate(2 * load->count + 1, sizeof *load->ports);
    }
    load->ports[load->port_count++] = port;
    return port;
}

uint32_t load_address_towards(struct endpoint remote) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = endpoint_socket_address(remote);
    socklen_t length = sizeof address;
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        fail("no way to %s: %m", inet_ntoa(address.sin_addr));
    }
    getsockname(fd, (struct sockaddr *)&address, &length);
    close(fd);
    return ntohl(address.sin_addr.s_addr);
}

void load_give_port(struct load *load, struct call *call, struct endpoint remote) {
    if (endpoint_is_loopback(remote)) {
        if (!load->shared) {
            load->shared = load_open_port(load, (struct endpoint){0, 0}, true);
        }
        call->port = load->shared;
        call->local = load->options.local + call->number;
    } else if (!call->port) {
        call->port = load_open_port(load, (struct endpoint){load_address_towards(remote), 0}, false);
        call->local = call->port->bound.address;
    }
    directory_put(&load->directory, (struct endpoint){call->local, call->port->bound.number}, call);
}

/* The other leg of a bridge may say something to us too: that answers nothing. */
static bool is_aside(const struct call *call, const struct datagram *d, uint16_t port) {
    const struct endpoint *at = &call->answer_at;
    return at->number && (at->number != port || at->address != d->to.address);
}

/* RFC 7983: what it is shows in the first byte. */
void load_datagram(void *owner, struct port *port, struct datagram *d) {
    struct load *load = owner;
    struct call *call = directory_find(&load->directory, (struct endpoint){d->to.address, port->bound.number});
    if (!call || d->length == 0 || call->state == CALL_WAITING || call->state >= CALL_ENDED) {
        load->counters.strange++;
    } else if (d->bytes[0] >= 128 && d->bytes[0] <= 191) {
        if (call->state == CALL_LIVE || call->state == CALL_LINGERING) {
            if (is_aside(call, d, port->bound.number)) {
                load->counters.aside++;
            } else {
                media_receive(load, call, d);
            }
        }
    } else if (load->target->datagram) {
        load->target->datagram(load, call, d);
    } else {
        load->counters.strange++;
    }
}
