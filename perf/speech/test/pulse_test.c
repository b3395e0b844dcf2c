#include "pulse.h"

#include "check.h"
#include "clock.h"
#include "watch.h"

#define STALL_NS (50 * NS_PER_MS)

static int calls;

static void count(void) {
    calls++;
}

/* 51 beats are due in a stall of 50 ms and what follows, each a millisecond less late than the one before. */
static void should_count_every_beat_of_a_stall(void) {
    static struct arrivals arrivals;
    const struct histogram *behind = &arrivals.behind;
    arrivals_init(&arrivals);
    int epoll = watch_create();
    pulse_start(epoll, &arrivals, count);
    clock_sleep_until(clock_now_ns() + STALL_NS);
    watch_wait(epoll);
    CHECK(behind->total >= 49);
    CHECK(behind->max_ns >= STALL_NS - 2 * NS_PER_MS);
    CHECK(behind->min_ns < NS_PER_MS);
    CHECK(histogram_percentile(behind, 50) >= STALL_NS / 2 - 2 * NS_PER_MS);
    CHECK_EQUAL(1, calls);
    uint64_t before = behind->total;
    watch_wait(epoll);
    CHECK(behind->total > before);
    CHECK_EQUAL(2, calls);
}

int main(void) {
    should_count_every_beat_of_a_stall();
    return check_done("pulse_test");
}
