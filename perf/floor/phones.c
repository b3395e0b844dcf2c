#include "phones.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "batch.h"
#include "fail.h"
#include "loopback.h"
#include "measure.h"
#include "options.h"

enum { BURSTS_A_REPETITION = 20 };

static struct calls calls_open(int count, bool connected) {
    int sides = 2 * count;
    struct calls calls = {.count = count,
                          .connected = connected,
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

static long repeat(struct measure *m, const struct turns *turns, const struct relay *relay, void *opened,
                   const struct calls *calls) {
    long all = 0;
    for (int i = 0; i < BURSTS_A_REPETITION; i++) {
        turn_give(turns);
        if (!turn_take(turns)) fail("the phones have ended");
        measure_begin(m);
        all += relay->pass(opened, calls);
        measure_pause(m);
        turn_give(turns);
        if (!turn_take(turns)) fail("the phones have ended");
    }
    if (all != (long)BURST * BURSTS_A_REPETITION) fail("%ld of %d datagrams came", all, BURST * BURSTS_A_REPETITION);
    return all;
}

int phones_measure(int argc, char **argv, const struct relay *relay) {
    long count = 200, payload = 172, connected = 0, repetitions = 7, core = -1, phones_core = -1;
    struct option_spec specs[] = {{"--calls", &count, NULL},
                                  {"--payload", &payload, NULL},
                                  {"--connected", &connected, NULL},
                                  {"--repetitions", &repetitions, NULL},
                                  {"--core", &core, NULL},
                                  {"--phones-core", &phones_core, NULL},
                                  {0}};
    if (options_parse(argc, argv, specs) != argc || count < 1 || payload < 1 || payload > DATAGRAM_ROOM || connected > 1)
        fail("usage: %s [--calls N] [--payload BYTES] [--connected 0|1] [--repetitions N] [--core C] [--phones-core C]",
             relay->name);
    struct calls calls = calls_open(count, connected);
    struct turns turns = turns_fork(phones_core);
    if (!turns.child) talk(&turns, &calls, payload);
    pin(core);
    void *opened = relay->open(&calls);
    struct measure m;
    measure_open(&m, repetitions);
    long packets = repeat(&m, &turns, relay, opened, &calls);
    measure_discard(&m);
    for (int r = 0; r < repetitions; r++) measure_end(&m, packets = repeat(&m, &turns, relay, opened, &calls));
    turns_end(&turns);
    char facts[120];
    snprintf(facts, sizeof facts, "\"calls\":%ld,\"payload\":%ld,\"connected\":%ld,\"packets\":%ld", count, payload,
             connected, packets);
    measure_print(&m, relay->name, facts);
    return 0;
}
