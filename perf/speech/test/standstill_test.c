#define _GNU_SOURCE
#include "standstill.h"

#include "check.h"
#include "clock.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

#define HOLD_NS (20 * NS_PER_MS)
#define GIVE_UP_NS (20 * NS_PER_S)
#define MOST_PRIORITY 99

/* Takes a processor away from all, the watch too, as a host does. */
static void *hold(void *core) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(*(int *)core, &one);
    struct sched_param priority = {.sched_priority = MOST_PRIORITY};
    CHECK_EQUAL(0, pthread_setaffinity_np(pthread_self(), sizeof one, &one));
    CHECK_EQUAL(0, pthread_setschedparam(pthread_self(), SCHED_FIFO, &priority));
    for (int64_t until_ns = clock_now_ns() + HOLD_NS; clock_now_ns() < until_ns;) {
    }
    return NULL;
}

static bool may_go_first(void) {
    struct sched_param priority = {.sched_priority = 1};
    bool may = !sched_setscheduler(0, SCHED_FIFO, &priority);
    priority.sched_priority = 0;
    sched_setscheduler(0, SCHED_OTHER, &priority);
    return may;
}

static void should_notice_when_a_processor_is_taken_away(void) {
    int core = sched_getcpu();
    char cores[16];
    pthread_t holder;
    snprintf(cores, sizeof cores, "%d", core);
    CHECK_EQUAL(0, standstill_felt_until_ns());
    standstill_watch(cores);
    clock_sleep_until(clock_now_ns() + 10 * NS_PER_MS);
    CHECK_EQUAL(0, pthread_create(&holder, NULL, hold, &core));
    CHECK_EQUAL(0, pthread_join(holder, NULL));
    int64_t give_up_ns = clock_now_ns() + GIVE_UP_NS;
    while (standstill_all().longest_ns < HOLD_NS / 2 && clock_now_ns() < give_up_ns) {
        clock_sleep_until(clock_now_ns() + NS_PER_MS);
    }
    struct standstill seen = standstill_all();
    CHECK(seen.count >= 1);
    CHECK(seen.longest_ns >= HOLD_NS / 2);
    CHECK(seen.all_ns >= seen.longest_ns);
    CHECK(standstill_felt_until_ns() >= give_up_ns - GIVE_UP_NS);
}

static void should_count_anew(void) {
    int64_t before_ns = standstill_felt_until_ns();
    standstill_reset();
    CHECK(standstill_all().all_ns < HOLD_NS);
    CHECK(standstill_felt_until_ns() >= before_ns);
}

int main(void) {
    if (!may_go_first()) {
        fputs("SKIPPED: who is not root can take no processor away\n", stderr);
        return 0;
    }
    should_notice_when_a_processor_is_taken_away();
    should_count_anew();
    return check_done("standstill_test");
}
