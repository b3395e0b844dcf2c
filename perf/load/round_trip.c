#include "round_trip.h"

#include <stddef.h>
#include <string.h>

/* So many answers in a row that fit nothing: the far end has begun to count anew. */
#define MAX_MISSES 25

void round_trip_open(struct round_trip *r, enum match match, uint32_t answer_ticks) {
    memset(r, 0, sizeof *r);
    r->match = match;
    r->answer_ticks = answer_ticks;
    round_trip_begin(r);
}

void round_trip_begin(struct round_trip *r) {
    r->fastest_ns = INT64_MAX;
}

int64_t round_trip_took(struct round_trip *r, int64_t sent_ns, int64_t arrived_ns) {
    int64_t took_ns = arrived_ns - sent_ns;
    if (r->match != MATCH_ORDER) {
        return took_ns;
    }
    r->fastest_ns = took_ns < r->fastest_ns ? took_ns : r->fastest_ns;
    return took_ns - r->fastest_ns;
}

void round_trip_sent(struct round_trip *r, uint32_t index, uint32_t hash, int64_t now_ns) {
    r->sent[index % ROUND_TRIP_SLOTS] = (struct sent_packet){now_ns, hash, index};
    if (!r->sent_any) {
        r->sent_any = true;
        r->first_sent = r->latest_sent = index;
    }
    /* Reordering on the way out may bring an older one last. */
    if ((int32_t)(index - r->latest_sent) > 0) {
        r->latest_sent = index;
    }
}

/* The only packet not yet answered with that payload. Silence looks alike for long: then another one has to tell. */
static struct sent_packet *only_one_with(struct round_trip *r, uint32_t hash) {
    struct sent_packet *found = NULL;
    for (int i = 0; i < ROUND_TRIP_SLOTS; i++) {
        if (r->sent[i].sent_ns && r->sent[i].hash == hash) {
            if (found) {
                return NULL;
            }
            found = &r->sent[i];
        }
    }
    return found;
}

static void align(struct round_trip *r, uint32_t rtp, uint32_t hash) {
    if (r->match == MATCH_PAYLOAD) {
        struct sent_packet *origin = only_one_with(r, hash);
        if (!origin) {
            return;
        }
        r->aligned_index = origin->index;
    } else {
        r->aligned_index = r->answered_once ? r->latest_sent : r->first_sent;
    }
    r->aligned_rtp = rtp;
    r->aligned = true;
}

int64_t round_trip_received(struct round_trip *r, uint32_t ssrc, uint32_t rtp, uint32_t hash,
                            enum round_trip_sight sight) {
    if (r->match == MATCH_COUNT || !r->sent_any) {
        return 0;
    }
    if (!r->aligned || ssrc != r->ssrc) {
        if (r->match == MATCH_PAYLOAD && sight == ROUND_TRIP_SEALED) {
            return 0;
        }
        r->ssrc = ssrc;
        r->misses = 0;
        r->aligned = false;
        align(r, rtp, hash);
        if (!r->aligned) {
            return 0;
        }
    }
    int32_t steps = (int32_t)(rtp - r->aligned_rtp) / (int32_t)r->answer_ticks;
    uint32_t index = r->aligned_index + (uint32_t)steps;
    if (r->match == MATCH_ORDER && (int32_t)(index - r->latest_sent) > 0) {
        /* Nothing is answered before it was sent: what came first was no answer, but silence sent meanwhile. */
        r->aligned_rtp = rtp;
        r->aligned_index = index = r->latest_sent;
    }
    struct sent_packet *origin = &r->sent[index % ROUND_TRIP_SLOTS];
    bool alike = r->match == MATCH_ORDER || sight == ROUND_TRIP_SEALED || origin->hash == hash;
    bool fits = origin->sent_ns && origin->index == index && alike;
    if (!fits) {
        r->aligned = ++r->misses < MAX_MISSES;
        return 0;
    }
    int64_t sent_ns = origin->sent_ns;
    origin->sent_ns = 0;
    r->misses = 0;
    r->answered_once = true;
    return sent_ns;
}
