/* Whose packet is due when: call i's at i/N of every 20 ms, to the nanosecond, from the epoch on. */
#ifndef RW_PACER_H
#define RW_PACER_H

#include "load.h"

struct pacer {
    int64_t period_ns; /* when the current 20 ms began */
    uint32_t next;     /* call */
};

/* Visits every call whose place in the 20 ms has come by now, in order; none is left out when time was lost. */
void pacer_run(struct pacer *p, struct load *load, int64_t now_ns);

int64_t pacer_next_ns(const struct pacer *p, const struct load *load);

#endif
