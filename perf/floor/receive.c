// Datagrams of many peers read from one socket by recvmmsg: what the kernel costs on the way in.
//
//     receive [--peers N] [--payload BYTES] [--batch N] [--repetitions N] [--core C] [--sender-core C]
//
// A child on another core sends a burst, each datagram from the socket of another peer; then the parent reads it, and
// only that is timed. So nobody waits, and what the sender pays is not counted.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch.h"
#include "fail.h"
#include "loopback.h"
#include "measure.h"
#include "options.h"

enum { BURST = 2048, BURSTS_A_REPETITION = 20 };

static _Noreturn void send_bursts(const struct turns *turns, const struct sockaddr_in *to, int peers, int length) {
    static uint8_t datagram[DATAGRAM_ROOM];
    struct sockaddr_in *from = allocate(peers, sizeof *from);
    int *sockets = loopback_sockets(peers, from);
    for (long n = 0; turn_take(turns);) {
        for (int i = 0; i < BURST; i++, n++)
            if (sendto(sockets[n % peers], datagram, length, 0, (const struct sockaddr *)to, sizeof *to) != length)
                fail_errno("sending");
        turn_give(turns);
    }
    _exit(0);
}

static long drain(struct batch *batch, int fd, int most) {
    long all = 0;
    for (int received; (received = batch_receive(batch, fd, most)) > 0;) all += received;
    return all;
}

// One repetition; how many datagrams of a burst the socket has room for is the kernel's business.
static long repeat(struct measure *m, const struct turns *turns, struct batch *batch, int fd, int most) {
    long all = 0;
    for (int i = 0; i < BURSTS_A_REPETITION; i++) {
        turn_give(turns);
        if (!turn_take(turns)) fail("the sender has ended");
        measure_begin(m);
        all += drain(batch, fd, most);
        measure_pause(m);
    }
    return all;
}

int main(int argc, char **argv) {
    long peers = 200, payload = 100, most = MOST_A_CALL, repetitions = 7, core = -1, sender_core = -1;
    struct option_spec specs[] = {{"--peers", &peers, NULL},
                                  {"--payload", &payload, NULL},
                                  {"--batch", &most, NULL},
                                  {"--repetitions", &repetitions, NULL},
                                  {"--core", &core, NULL},
                                  {"--sender-core", &sender_core, NULL},
                                  {0}};
    if (options_parse(argc, argv, specs) != argc || peers < 1 || payload < 1 || payload > DATAGRAM_ROOM || most < 1 ||
        most > MOST_A_CALL)
        fail("usage: receive [--peers N] [--payload BYTES] [--batch N] [--repetitions N] [--core C] [--sender-core C]");
    struct sockaddr_in address;
    int fd = loopback_socket(&address);
    struct turns turns = turns_fork(sender_core);
    if (!turns.child) send_bursts(&turns, &address, peers, payload);
    pin(core);
    static struct batch batch;
    batch_init(&batch);
    struct measure m;
    measure_open(&m, repetitions);
    long packets = repeat(&m, &turns, &batch, fd, most);
    measure_discard(&m);
    for (int r = 0; r < repetitions; r++) measure_end(&m, packets = repeat(&m, &turns, &batch, fd, most));
    turns_end(&turns);
    char facts[120];
    snprintf(facts, sizeof facts, "\"peers\":%ld,\"payload\":%ld,\"batch\":%ld,\"packets\":%ld", peers, payload, most,
             packets);
    measure_print(&m, "receive", facts);
    return 0;
}
