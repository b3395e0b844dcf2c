/* What the time that counts cost, and what was seen around it. */
#ifndef RW_TALLY_H
#define RW_TALLY_H

#include "drops.h"
#include "load.h"

#include <sys/resource.h>

struct tally {
    int64_t from_ns;         /* CLOCK_MONOTONIC when it began */
    double seconds;          /* it really took */
    double cpu_s;            /* of this process in it */
    double user_s, system_s; /* of which */
    double setup_cpu_s;      /* of this process until all calls were up */
    uint64_t own_drops, server_drops;
    uint64_t set_up, failed; /* calls, in it */
    int64_t not_returned;    /* packets, of all calls */
    int64_t remote_lost;     /* by the server's reports */
    uint32_t live;           /* calls, when it ended */
    bool interrupted;

    /* How much there had been when it began. */
    uint64_t set_up_before, failed_before, own_drops_before, server_drops_before;
    struct rusage usage_before;
    struct drops *drops; /* of the server; being read */
};

/* Begins to read what the server's ports have dropped: before it counts, and when it no longer does. */
void tally_look(struct tally *t, const struct load *load);

/* Reads on; true when there is no more. */
bool tally_has_looked(struct tally *t);

/* From now on, later than any packet was sent so far; nothing that came before is remembered. */
void tally_begin(struct tally *t, struct load *load);

/* What is sent from now on no longer counts; what comes back still does. */
void tally_end(struct tally *t, struct load *load);

/* Adds up what has come back, of all calls, also of those that are over. */
void tally_add_up(struct tally *t, const struct load *load);

double tally_cpu_s(void);

#endif
