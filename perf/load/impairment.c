#include "impairment.h"

#include "clock.h"

#include <math.h>

#define MOST_OVERTAKING 3

static bool is_lost(const struct impairment *network, struct impaired *call) {
    if (network->loss <= 0) {
        return false;
    }
    double chance = random_unit(&call->random);
    if (network->burst <= 1) {
        return chance < network->loss;
    }
    /* Two states: leaving the bad one makes the mean length, entering it the share. */
    double leave = 1 / network->burst;
    double enter = leave * network->loss / (1 - network->loss);
    call->in_burst = call->in_burst ? chance >= leave : chance < enter;
    return call->in_burst;
}

enum fate impairment_decide(const struct impairment *network, struct impaired *call, int64_t *due_ns) {
    if (is_lost(network, call)) {
        return FATE_LOSE;
    }
    if (network->reorder > 0 && random_unit(&call->random) < network->reorder) {
        int64_t overtaking = 1 + (int64_t)(random_unit(&call->random) * MOST_OVERTAKING);
        *due_ns += overtaking * PACKET_NS + NS_PER_MS;
        return FATE_REORDER;
    }
    if (network->jitter_ns <= 0) {
        return FATE_SEND;
    }
    int64_t due = *due_ns + (int64_t)(-log(1 - random_unit(&call->random)) * network->jitter_ns);
    /* A queue keeps order. */
    *due_ns = call->last_due_ns = due > call->last_due_ns ? due : call->last_due_ns;
    return FATE_DELAY;
}
