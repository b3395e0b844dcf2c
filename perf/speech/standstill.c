#define _GNU_SOURCE
#include "standstill.h"

#include "clock.h"
#include "fail.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

#define EVERY_NS NS_PER_MS
#define PRIORITY 98

/* The kernel itself may keep a thread waiting for as long as it handles a burst of packets: 2 ms. */
#define LEAST_NS (5 * NS_PER_MS / 2)
#define FELT_TIMES 5

static struct watched {
    int core;
    int64_t felt_until_ns;
    struct standstill seen;
} all[STANDSTILL_MOST_CORES];

static int watched_count;

static int64_t get(const int64_t *value) {
    return __atomic_load_n(value, __ATOMIC_ACQUIRE);
}

static void set(int64_t *value, int64_t to) {
    __atomic_store_n(value, to, __ATOMIC_RELEASE);
}

static void note(struct watched *watched, int64_t late_ns, int64_t now_ns) {
    set(&watched->felt_until_ns, now_ns + FELT_TIMES * late_ns);
    __atomic_fetch_add(&watched->seen.count, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&watched->seen.all_ns, late_ns, __ATOMIC_RELAXED);
    if (late_ns > get(&watched->seen.longest_ns)) {
        set(&watched->seen.longest_ns, late_ns);
    }
}

static void *watch(void *argument) {
    struct watched *watched = argument;
    cpu_set_t core;
    CPU_ZERO(&core);
    CPU_SET(watched->core, &core);
    struct sched_param priority = {.sched_priority = PRIORITY};
    if (pthread_setaffinity_np(pthread_self(), sizeof core, &core)) {
        fail("--watch: there is no processor %d", watched->core);
    }
    if (pthread_setschedparam(pthread_self(), SCHED_FIFO, &priority)) {
        fail("--watch needs root");
    }
    for (int64_t due_ns = clock_now_ns() + EVERY_NS;;) {
        clock_sleep_until(due_ns);
        int64_t now_ns = clock_now_ns(), late_ns = now_ns - due_ns;
        if (late_ns >= LEAST_NS) {
            note(watched, late_ns, now_ns);
        }
        due_ns = late_ns < EVERY_NS ? due_ns + EVERY_NS : now_ns + EVERY_NS;
    }
    return NULL;
}

void standstill_watch(const char *cores) {
    for (const char *at = cores; *at;) {
        char *end;
        long core = strtol(at, &end, 10);
        bool another = *end == ',' && end[1];
        if (end == at || core < 0 || core >= CPU_SETSIZE || (*end && !another) ||
            watched_count == STANDSTILL_MOST_CORES) {
            fail("--watch takes up to %d processors like 0,1, not '%s'", STANDSTILL_MOST_CORES, cores);
        }
        pthread_t thread;
        all[watched_count].core = (int)core;
        if (pthread_create(&thread, NULL, watch, &all[watched_count++])) {
            fail("no thread for --watch");
        }
        at = another ? end + 1 : end;
    }
}

int64_t standstill_felt_until_ns(void) {
    int64_t until_ns = 0;
    for (int i = 0; i < watched_count; i++) {
        int64_t each_ns = get(&all[i].felt_until_ns);
        until_ns = each_ns > until_ns ? each_ns : until_ns;
    }
    return until_ns;
}

struct standstill standstill_all(void) {
    struct standstill sum = {0};
    for (int i = 0; i < watched_count; i++) {
        int64_t longest_ns = get(&all[i].seen.longest_ns);
        sum.count += __atomic_load_n(&all[i].seen.count, __ATOMIC_RELAXED);
        sum.all_ns += get(&all[i].seen.all_ns);
        sum.longest_ns = longest_ns > sum.longest_ns ? longest_ns : sum.longest_ns;
    }
    return sum;
}

void standstill_reset(void) {
    for (int i = 0; i < watched_count; i++) {
        set(&all[i].seen.all_ns, 0);
        set(&all[i].seen.longest_ns, 0);
        __atomic_store_n(&all[i].seen.count, 0, __ATOMIC_RELAXED);
    }
}
