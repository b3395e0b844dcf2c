/* A bad network between the generator and the server, made on the generator's side: what befalls each packet. */
#ifndef RW_IMPAIRMENT_H
#define RW_IMPAIRMENT_H

#include "random.h"

#include <stdbool.h>

struct impairment {
    double loss;      /* share of packets that are never sent */
    double burst;     /* mean length of a run of lost ones (Gilbert-Elliott); 1 loses one by one */
    double jitter_ns; /* mean of an exponential wait that keeps order */
    double reorder;   /* share overtaken by one to three later packets */
};

/* One call's place in it. */
struct impaired {
    struct random random;
    bool in_burst;
    int64_t last_due_ns;
};

enum fate { FATE_SEND, FATE_LOSE, FATE_DELAY, FATE_REORDER };

static inline bool impairment_is_none(const struct impairment *i) {
    return i->loss <= 0 && i->jitter_ns <= 0 && i->reorder <= 0;
}

/* What happens to the packet due now; for FATE_DELAY and FATE_REORDER *due_ns becomes when it goes out. */
enum fate impairment_decide(const struct impairment *network, struct impaired *call, int64_t *due_ns);

#endif
