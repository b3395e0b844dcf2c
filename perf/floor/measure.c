#include "measure.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fail.h"

static int64_t read_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

int64_t now_ns(void) { return read_ns(CLOCK_MONOTONIC); }

void measure_open(struct measure *m, int repetitions) {
    *m = (struct measure){.repetitions = repetitions};
    m->wall_ns_each = allocate(repetitions, sizeof *m->wall_ns_each);
    m->cpu_ns_each = allocate(repetitions, sizeof *m->cpu_ns_each);
}

// Sums are kept as differences: begin subtracts a clock, pause adds it.
void measure_begin(struct measure *m) {
    m->cpu_ns -= read_ns(CLOCK_THREAD_CPUTIME_ID);
    m->wall_ns -= now_ns();
}

void measure_pause(struct measure *m) {
    m->wall_ns += now_ns();
    m->cpu_ns += read_ns(CLOCK_THREAD_CPUTIME_ID);
}

void measure_end(struct measure *m, int64_t pieces) {
    if (m->done == m->repetitions || pieces <= 0) fail("a repetition of %lld pieces", (long long)pieces);
    m->wall_ns_each[m->done] = (double)m->wall_ns / pieces;
    m->cpu_ns_each[m->done] = (double)m->cpu_ns / pieces;
    measure_discard(m);
    m->done++;
}

void measure_discard(struct measure *m) { m->wall_ns = m->cpu_ns = 0; }

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *sorted, int count) {
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

void measure_print(struct measure *m, const char *program, const char *facts) {
    qsort(m->wall_ns_each, m->done, sizeof(double), ascending);
    qsort(m->cpu_ns_each, m->done, sizeof(double), ascending);
    printf("{\"program\":\"%s\",%s%s\"repetitions\":%d,\"ns\":%.1f,\"ns_min\":%.1f,\"ns_max\":%.1f,\"wall_ns\":%.1f}\n",
           program, facts, *facts ? "," : "", m->done, median(m->cpu_ns_each, m->done), m->cpu_ns_each[0],
           m->cpu_ns_each[m->done - 1], median(m->wall_ns_each, m->done));
    free(m->wall_ns_each);
    free(m->cpu_ns_each);
}

void pin(int core) {
    if (core < 0) return;
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    if (sched_setaffinity(0, sizeof cores, &cores)) fail_errno("core %d", core);
}
