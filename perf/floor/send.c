// Datagrams sent from one socket to many peers by sendmmsg: what the kernel costs on the way out.
//
//     send [--peers N] [--payload BYTES] [--batch N] [--repetitions N] [--core C] [--receiver-core C]
//
// On loopback that includes putting each into its receiver's socket. The parent sends a burst, and only that is timed;
// then a child on another core reads it away.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch.h"
#include "fail.h"
#include "loopback.h"
#include "measure.h"
#include "options.h"

enum { BURST = 2048, BURSTS_A_REPETITION = 20 };

struct peers {
    int count;
    int *sockets;
    struct sockaddr_in *addresses;
};

static _Noreturn void read_away(const struct turns *turns, const struct peers *peers) {
    static struct batch batch;
    batch_init(&batch);
    while (turn_take(turns)) {
        for (int i = 0; i < peers->count; i++)
            while (batch_receive(&batch, peers->sockets[i], MOST_A_CALL) > 0) {
            }
        turn_give(turns);
    }
    _exit(0);
}

static long burst(struct batch *batch, int fd, const struct peers *peers, int most, long *turn) {
    long all = 0;
    while (all < BURST) {
        for (int i = 0; i < most; i++) batch->addresses[i] = peers->addresses[(*turn)++ % peers->count];
        int sent = batch_send(batch, fd, most);
        if (sent != most) fail("the kernel took %d of %d datagrams", sent, most);
        all += sent;
    }
    return all;
}

static long repeat(struct measure *m, const struct turns *turns, struct batch *batch, int fd,
                   const struct peers *peers, int most) {
    static long turn;
    long all = 0;
    for (int i = 0; i < BURSTS_A_REPETITION; i++) {
        measure_begin(m);
        all += burst(batch, fd, peers, most, &turn);
        measure_pause(m);
        turn_give(turns);
        if (!turn_take(turns)) fail("the receiver has ended");
    }
    return all;
}

int main(int argc, char **argv) {
    long count = 200, payload = 100, most = MOST_A_CALL, repetitions = 7, core = -1, receiver_core = -1;
    struct option_spec specs[] = {{"--peers", &count, NULL},
                                  {"--payload", &payload, NULL},
                                  {"--batch", &most, NULL},
                                  {"--repetitions", &repetitions, NULL},
                                  {"--core", &core, NULL},
                                  {"--receiver-core", &receiver_core, NULL},
                                  {0}};
    if (options_parse(argc, argv, specs) != argc || count < 1 || payload < 1 || payload > DATAGRAM_ROOM || most < 1 ||
        most > MOST_A_CALL)
        fail("usage: send [--peers N] [--payload BYTES] [--batch N] [--repetitions N] [--core C] [--receiver-core C]");
    struct peers peers = {count, NULL, allocate(count, sizeof *peers.addresses)};
    peers.sockets = loopback_sockets(count, peers.addresses);
    struct sockaddr_in address;
    int fd = loopback_socket(&address);
    struct turns turns = turns_fork(receiver_core);
    if (!turns.child) read_away(&turns, &peers);
    pin(core);
    static struct batch batch;
    batch_init(&batch);
    for (int i = 0; i < MOST_A_CALL; i++) batch.places[i].iov_len = payload;
    struct measure m;
    measure_open(&m, repetitions);
    long packets = repeat(&m, &turns, &batch, fd, &peers, most);
    measure_discard(&m);
    for (int r = 0; r < repetitions; r++) measure_end(&m, packets = repeat(&m, &turns, &batch, fd, &peers, most));
    turns_end(&turns);
    char facts[120];
    snprintf(facts, sizeof facts, "\"peers\":%ld,\"payload\":%ld,\"batch\":%ld,\"packets\":%ld", count, payload, most,
             packets);
    measure_print(&m, "send", facts);
    return 0;
}
