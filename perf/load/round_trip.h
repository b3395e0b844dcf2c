/*
 * Finds which packet of ours a received one was made of, and so how long it took. A server that passes packets on
 * keeps their payload but may count sequence and time anew: then the payload tells. One that transcodes keeps the
 * order and the distance in time: then the first received one answers the first sent one. What it keeps back all the
 * time cannot be seen then, for its first packet may have been made of any: how late an answer is, is told against the
 * fastest one.
 */
#ifndef RW_ROUND_TRIP_H
#define RW_ROUND_TRIP_H

#include <stdbool.h>
#include <stdint.h>

enum match { MATCH_COUNT, MATCH_PAYLOAD, MATCH_ORDER };

/* 5.12 s: what comes back later than that counts as lost. */
#define ROUND_TRIP_SLOTS 256

struct sent_packet {
    int64_t sent_ns; /* 0: none, or its answer has come */
    uint32_t hash;
    uint32_t index; /* 20 ms steps since the call's first packet */
};

struct round_trip {
    enum match match;
    uint32_t answer_ticks; /* RTP ticks of 20 ms in what comes back */
    uint32_t first_sent, latest_sent;
    bool sent_any, aligned, answered_once;
    uint8_t misses;
    uint32_t aligned_rtp, aligned_index, ssrc;
    int64_t fastest_ns; /* of the answers since round_trip_begin, where their order tells */
    struct sent_packet sent[ROUND_TRIP_SLOTS];
};

/* Whether the payload of what came back was decrypted. */
enum round_trip_sight { ROUND_TRIP_SEEN, ROUND_TRIP_SEALED };

void round_trip_open(struct round_trip *r, enum match match, uint32_t answer_ticks);

void round_trip_sent(struct round_trip *r, uint32_t index, uint32_t hash, int64_t now_ns);

/* When the packet was sent that this one answers; 0 when that is not to be found (a duplicate, or something else). */
int64_t round_trip_received(struct round_trip *r, uint32_t ssrc, uint32_t rtp, uint32_t hash,
                            enum round_trip_sight sight);

/* From now on another answer may be the fastest. */
void round_trip_begin(struct round_trip *r);

/* How long an answer took, or how much longer than the fastest one so far where only their order is known. */
int64_t round_trip_took(struct round_trip *r, int64_t sent_ns, int64_t arrived_ns);

#endif
