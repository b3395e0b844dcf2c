/* Time: CLOCK_MONOTONIC in nanoseconds everywhere; kernel receive stamps are brought over from CLOCK_REALTIME. */
#ifndef RW_CLOCK_H
#define RW_CLOCK_H

#include <stdint.h>
#include <time.h>

#define NS_PER_US INT64_C(1000)
#define NS_PER_MS INT64_C(1000000)
#define NS_PER_S INT64_C(1000000000)

/* Every packet carries so much audio. */
#define PACKET_NS (20 * NS_PER_MS)

static inline int64_t clock_read_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * NS_PER_S + t.tv_nsec;
}

static inline int64_t clock_now_ns(void) {
    return clock_read_ns(CLOCK_MONOTONIC);
}

static inline void clock_sleep_until(int64_t ns) {
    struct timespec t = {.tv_sec = ns / NS_PER_S, .tv_nsec = ns % NS_PER_S};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

#endif
