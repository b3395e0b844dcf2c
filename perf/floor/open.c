// SRTP opened packet by packet, with many sessions in turn: what decryption costs when nothing else is done.
//
//     open-gcm|open-cm [--sessions N] [--payload BYTES] [--repetitions N] [--core C]
//
// Sealed packets are kept, and each is copied to one place before it is opened there, as if a socket had been read.
// Before anything is timed, a packet with one wrong bit has to be refused, and one without has to come out as it went
// in.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cipher.h"
#include "fail.h"
#include "measure.h"
#include "options.h"

enum { PACKETS_A_REPETITION = 200000, KEPT = 4096, MOST = 100000 };

struct subjects {
    long sessions;
    long kept;
    int length;  // of a sealed packet
    struct session **all;
    uint8_t *sealed;
};

static void check(long payload) {
    struct session *session = session_create(7);
    struct packet plain, packet;
    packet_fill(&plain, 7, 1, payload);
    packet = plain;
    session_seal(session, &packet);
    struct packet bent = packet;
    bent.bytes[RTP_HEADER + payload / 2] ^= 1;
    if (session_open(session, &bent)) fail("a packet with a wrong bit was taken");
    if (!session_open(session, &packet) || packet.length != plain.length ||
        memcmp(packet.bytes, plain.bytes, plain.length))
        fail("what was sealed does not open");
    session_free(session);
}

static struct subjects make(long sessions, long payload) {
    struct subjects s = {.sessions = sessions, .kept = sessions > KEPT ? sessions : KEPT / sessions * sessions};
    s.all = allocate(sessions, sizeof *s.all);
    s.sealed = allocate(s.kept, RTP_HEADER + payload + MAX_TAG);
    for (long i = 0; i < sessions; i++) s.all[i] = session_create(i + 1);
    for (long i = 0; i < s.kept; i++) {
        struct packet packet;
        packet_fill(&packet, i % sessions + 1, i / sessions, payload);
        session_seal(s.all[i % sessions], &packet);
        s.length = packet.length;
        memcpy(s.sealed + i * s.length, packet.bytes, s.length);
    }
    return s;
}

static void open_all(const struct subjects *s, long packets) {
    struct packet received;
    for (long n = 0, kept = 0, session = 0; n < packets; n++) {
        received.length = s->length;
        memcpy(received.bytes, s->sealed + kept * s->length, s->length);
        if (!session_open(s->all[session], &received)) fail("packet %ld does not open", n);
        if (++kept == s->kept) kept = 0;
        if (++session == s->sessions) session = 0;
    }
}

static void release(struct subjects *s) {
    for (long i = 0; i < s->sessions; i++) session_free(s->all[i]);
    free(s->all);
    free(s->sealed);
}

int main(int argc, char **argv) {
    long sessions = 1, payload = 60, repetitions = 7, core = -1;
    struct option_spec specs[] = {{"--sessions", &sessions, NULL},       {"--payload", &payload, NULL},
                                  {"--repetitions", &repetitions, NULL}, {"--core", &core, NULL},
                                  {0}};
    if (options_parse(argc, argv, specs) != argc || sessions < 1 || sessions > MOST || payload < 1 ||
        payload > PACKET_ROOM - RTP_HEADER - MAX_TAG)
        fail("usage: %s [--sessions N] [--payload BYTES] [--repetitions N] [--core C]", CIPHER_PROGRAM);
    pin(core);
    check(payload);
    struct subjects s = make(sessions, payload);
    long packets = PACKETS_A_REPETITION / s.kept * s.kept;
    open_all(&s, packets / 2);
    struct measure m;
    measure_open(&m, repetitions);
    for (int r = 0; r < repetitions; r++) {
        measure_begin(&m);
        open_all(&s, packets);
        measure_pause(&m);
        measure_end(&m, packets);
    }
    char facts[100];
    snprintf(facts, sizeof facts, "\"sessions\":%ld,\"payload\":%ld", sessions, payload);
    measure_print(&m, CIPHER_PROGRAM, facts);
    release(&s);
    return 0;
}
