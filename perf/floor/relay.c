// Datagrams of many phones passed on, each read from a socket of its own and sent by that of its partner: what the kernel
// costs whoever relays calls between phones.
//
//     relay [--calls N] [--payload BYTES] [--connected 0|1] [--repetitions N] [--core C] [--phones-core C]
//
// With --connected the relay's sockets know their phones, so that the kernel need not look for the way each time.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "batch.h"
#include "fail.h"
#include "phones.h"

enum { EVENTS = 1024 };

static int epoll;

static void *watch(const struct calls *calls) {
    epoll = epoll_create1(0);
    if (epoll < 0) fail_errno("epoll");
    for (int i = 0; i < 2 * calls->count; i++) {
        struct epoll_event wanted = {.events = EPOLLIN, .data.fd = i};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, calls->ports[i], &wanted)) fail_errno("epoll");
    }
    return &epoll;
}

static void pass(const struct calls *calls, int port) {
    static uint8_t datagram[DATAGRAM_ROOM];
    struct sockaddr_in from;
    socklen_t room = sizeof from;
    ssize_t length = recvfrom(calls->ports[port], datagram, sizeof datagram, MSG_DONTWAIT, (struct sockaddr *)&from, &room);
    if (length < 0) fail_errno("receiving");
    int partner = port ^ 1;
    const struct sockaddr *to = calls->connected ? NULL : (struct sockaddr *)&calls->phone_addresses[partner];
    if (sendto(calls->ports[partner], datagram, length, MSG_DONTWAIT, to, to ? sizeof from : 0) != length)
        fail_errno("sending on");
}

static long pass_all(void *opened, const struct calls *calls) {
    static struct epoll_event events[EVENTS];
    long all = 0;
    for (int ready; (ready = epoll_wait(*(int *)opened, events, EVENTS, 0)) > 0; all += ready)
        for (int i = 0; i < ready; i++) pass(calls, events[i].data.fd);
    return all;
}

int main(int argc, char **argv) {
    static const struct relay relay = {.name = "relay", .open = watch, .pass = pass_all};
    return phones_measure(argc, argv, &relay);
}
