#include "pulse.h"

#include "clock.h"
#include "fail.h"
#include "watch.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define EVERY_NS NS_PER_MS

struct pulse {
    struct watch watch;
    int timer;
    int64_t due_ns;
    struct arrivals *arrivals;
    void (*then)(void);
};

static struct timespec time_of(int64_t ns) {
    return (struct timespec){.tv_sec = ns / NS_PER_S, .tv_nsec = ns % NS_PER_S};
}

/* All that were missed count: who waits for one long stall waits as often as for many short ones. */
static void on_ready(struct watch *watch, uint32_t events, int64_t now_ns) {
    (void)events;
    struct pulse *pulse = (struct pulse *)watch;
    uint64_t times;
    if (read(pulse->timer, &times, sizeof times) != sizeof times) {
        return;
    }
    for (; pulse->due_ns <= now_ns; pulse->due_ns += EVERY_NS) {
        arrivals_behind(pulse->arrivals, now_ns, now_ns - pulse->due_ns);
    }
    pulse->then();
}

void pulse_start(int epoll, struct arrivals *arrivals, void (*then)(void)) {
    struct pulse *pulse = allocate(1, sizeof *pulse);
    pulse->watch.ready = on_ready;
    pulse->arrivals = arrivals;
    pulse->then = then;
    pulse->due_ns = clock_now_ns() + EVERY_NS;
    pulse->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct itimerspec times = {.it_value = time_of(pulse->due_ns), .it_interval = time_of(EVERY_NS)};
    if (pulse->timer < 0 || timerfd_settime(pulse->timer, TFD_TIMER_ABSTIME, &times, NULL) < 0) {
        fail_errno("timerfd");
    }
    watch_add(epoll, pulse->timer, EPOLLIN, &pulse->watch);
}
