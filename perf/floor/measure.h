// How a step is timed: the same piece of work several times over, one JSON line about all of them.
#ifndef RINGWAY_FLOOR_MEASURE_H
#define RINGWAY_FLOOR_MEASURE_H

#include <stdint.h>

// One timed step. Begin and end measurement around every repetition, then print.
struct measure {
    int repetitions;
    int done;
    int64_t wall_ns;
    int64_t cpu_ns;
    double *wall_ns_each;
    double *cpu_ns_each;
};

// Room for a number of repetitions; ends the program when there is none.
void measure_open(struct measure *m, int repetitions);

void measure_begin(struct measure *m);

// Adds a repetition that did some number of pieces; several begin/pause pairs may make one up.
void measure_end(struct measure *m, int64_t pieces);

// Takes the time since begin into the repetition that measure_end will close.
void measure_pause(struct measure *m);

// Forgets the time taken since the last repetition ended: it was to warm up.
void measure_discard(struct measure *m);

// Prints {"program":…,FACTS,"repetitions":…,"ns":median,"ns_min":…,"ns_max":…,"wall_ns":median} for one piece,
// and frees. FACTS is JSON without braces, or empty. ns is the thread's own time, with what the kernel does for it;
// wall_ns, by the clock, is more where others used the core meanwhile.
void measure_print(struct measure *m, const char *program, const char *facts);

// Nanoseconds of the monotonic clock.
int64_t now_ns(void);

// Keeps this thread on one core; a negative core leaves it as it is. Ends the program when the core is not there.
void pin(int core);

#endif
