// Datagrams of many phones passed on, each read from a socket of its own and sent by that of its partner: what the kernel
// costs whoever relays calls between phones.
//
//     relay [--calls N] [--payload BYTES] [--connected 0|1] [--repetitions N] [--core C] [--phones-core C]
//
// A child on another core sends a burst, each datagram from another phone; then the parent passes it on, and only that is
// timed; then the child reads it away. With --connected the relay's sockets know their phones, so that the kernel need
// not look for the way each time.
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "batch.h"
#include "fail.h"
#include "loopback.h"
#include "measure.h"
#include "options.h"

enum { BURST = 2048, BURSTS_A_REPETITION = 20, EVENTS = 1024 };

// Phones and the relay's ports, two a call: 2n calls, 2n + 1 is called.
struct calls {
    int count;
    int *phones;
    struct sockaddr_in *phone_addresses;
    int *ports;
    struct sockaddr_in *port_addresses;
};

static struct calls calls_open(int count, bool connected) {
    int sides = 2 * count;
    struct calls calls = {.count = count,
                          .phone_addresses = allocate(sides, sizeof *calls.phone_addresses),
                          .port_addresses = allocate(sides, sizeof *calls.port_addresses)};
    calls.phones = loopback_sockets(sides, calls.phone_addresses);
    calls.ports = loopback_sockets(sides, calls.port_addresses);
    for (int i = 0; connected && i < sides; i++)
        if (connect(calls.ports[i], (struct sockaddr *)&calls.phone_addresses[i], sizeof *calls.phone_addresses))
            fail_errno("connecting");
    return calls;
}

static _Noreturn void talk(const struct turns *turns, const struct calls *calls, int length) {
    static uint8_t datagram[DATAGRAM_ROOM];
    static struct batch batch;
    batch_init(&batch);
    for (long n = 0; turn_take(turns);) {
        for (int i = 0; i < BURST; i++, n++) {
            int caller = 2 * (n % calls->count);
            struct sockaddr *to = (struct sockaddr *)&calls->port_addresses[caller];
            if (sendto(calls->phones[caller], datagram, length, 0, to, sizeof(struct sockaddr_in)) != length)
                fail_errno("sending");
        }
        turn_give(turns);
        if (!turn_take(turns)) break;
        for (int i = 0; i < calls->count; i++)
            while (batch_receive(&batch, calls->phones[2 * i + 1], MOST_A_CALL) > 0) {
            }
        turn_give(turns);
    }
    _exit(0);
}

// A datagram of a port's phone goes to the partner.
static void pass(const struct calls *calls, int port, bool connected) {
    static uint8_t datagram[DATAGRAM_ROOM];
    struct sockaddr_in from;
    socklen_t room = sizeof from;
    ssize_t length = recvfrom(calls->ports[port], datagram, sizeof datagram, MSG_DONTWAIT, (struct sockaddr *)&from, &room);
    if (length < 0) fail_errno("receiving");
    int partner = port ^ 1;
    const struct sockaddr *to = connected ? NULL : (struct sockaddr *)&calls->phone_addresses[partner];
    if (sendto(calls->ports[partner], datagram, length, MSG_DONTWAIT, to, to ? sizeof from : 0) != length)
        fail_errno("sending on");
}

static long pass_all(int epoll, const struct calls *calls, bool connected) {
    static struct epoll_event events[EVENTS];
    long all = 0;
    for (int ready; (ready = epoll_wait(epoll, events, EVENTS, 0)) > 0; all += ready)
        for (int i = 0; i < ready; i++) pass(calls, events[i].data.fd, connected);
    return all;
}

static long repeat(struct measure *m, const struct turns *turns, int epoll, const struct calls *calls, bool connected) {
    long all = 0;
    for (int i = 0; i < BURSTS_A_REPETITION; i++) {
        turn_give(turns);
        if (!turn_take(turns)) fail("the phones have ended");
        measure_begin(m);
        all += pass_all(epoll, calls, connected);
        measure_pause(m);
        turn_give(turns);
        if (!turn_take(turns)) fail("the phones have ended");
    }
    if (all != (long)BURST * BURSTS_A_REPETITION) fail("%ld of %d datagrams came", all, BURST * BURSTS_A_REPETITION);
    return all;
}

static int watch(const struct calls *calls) {
    int epoll = epoll_create1(0);
    if (epoll < 0) fail_errno("epoll");
    for (int i = 0; i < 2 * calls->count; i++) {
        struct epoll_event wanted = {.events = EPOLLIN, .data.fd = i};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, calls->ports[i], &wanted)) fail_errno("epoll");
    }
    return epoll;
}

int main(int argc, char **argv) {
    long count = 200, payload = 172, connected = 0, repetitions = 7, core = -1, phones_core = -1;
    struct option_spec specs[] = {{"--calls", &count, NULL},
                                  {"--payload", &payload, NULL},
                                  {"--connected", &connected, NULL},
                                  {"--repetitions", &repetitions, NULL},
                                  {"--core", &core, NULL},
                                  {"--phones-core", &phones_core, NULL},
                                  {0}};
    if (options_parse(argc, argv, specs) != argc || count < 1 || payload < 1 || payload > DATAGRAM_ROOM || connected > 1)
        fail("usage: relay [--calls N] [--payload BYTES] [--connected 0|1] [--repetitions N] [--core C] [--phones-core C]");
    struct calls calls = calls_open(count, connected);
    struct turns turns = turns_fork(phones_core);
    if (!turns.child) talk(&turns, &calls, payload);
    pin(core);
    int epoll = watch(&calls);
    struct measure m;
    measure_open(&m, repetitions);
    long packets = repeat(&m, &turns, epoll, &calls, connected);
    measure_discard(&m);
    for (int r = 0; r < repetitions; r++) measure_end(&m, packets = repeat(&m, &turns, epoll, &calls, connected));
    turns_end(&turns);
    char facts[120];
    snprintf(facts, sizeof facts, "\"calls\":%ld,\"payload\":%ld,\"connected\":%ld,\"packets\":%ld", count, payload,
             connected, packets);
    measure_print(&m, "relay", facts);
    return 0;
}
