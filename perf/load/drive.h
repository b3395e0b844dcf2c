/* The run from the first call to the last: begins calls at their rate, counts for as long as asked, hangs up. */
#ifndef RW_DRIVE_H
#define RW_DRIVE_H

#include "load.h"

/* What the time that counts cost, and what was seen around it. */
struct tally {
    int64_t from_ns;         /* CLOCK_MONOTONIC when it began */
    double seconds;          /* it really took */
    double cpu_s;            /* of this process in it */
    double user_s, system_s; /* of which */
    double setup_cpu_s;      /* of this process until all calls were up */
    uint64_t own_drops, server_drops;
    uint64_t set_up; /* calls, in it */
    uint32_t live;   /* calls, when it ended */
    bool interrupted;
};

struct tally drive(struct load *load);

#endif
