/* What has arrived since counting began, and how late. */
#ifndef RW_ARRIVALS_H
#define RW_ARRIVALS_H

#include "histogram.h"
#include "message.h"
#include "sent.h"
#include "streams.h"

#include <stdint.h>
#include <stdio.h>

struct arrivals {
    struct listener listener; /* to be told of messages by; first, for it stands for the whole */
    struct streams streams;
    struct sent *sent; /* NULL: no times are known */
    int64_t now_ns;    /* when what is told next has come */
    int64_t since_ns, until_ns; /* it counts */
    double cpu_before_s;
    uint64_t segments;
    uint64_t lost;  /* that stand for lost packets */
    uint64_t late;  /* packets that came after their place was given up */
    uint64_t jumps; /* of sequence: segments that never arrived */
    uint64_t dropped_samples; /* told by the server */
    uint64_t unmatched;       /* whose packet is not in the generator's table */
    struct histogram latency; /* of all others, from the sending of the packet */
    struct histogram undisturbed; /* of those among them that no standstill of a processor can have delayed */
    struct histogram behind;  /* how long this process could not react */
};

void arrivals_init(struct arrivals *a);
void arrivals_free(struct arrivals *a);

/* Counts anew from here, for so long or, when that is 0, without an end; what is known of sessions stays. */
void arrivals_reset(struct arrivals *a, int64_t for_ns);

/* Counts how late something was that was due, unless its time is over. */
void arrivals_behind(struct arrivals *a, int64_t now_ns, int64_t late_ns);

/* One line of JSON, times in microseconds and 0 where none was taken. */
void arrivals_report(const struct arrivals *a, FILE *to);

#endif
