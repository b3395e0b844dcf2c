#include "watch.h"

#include "clock.h"
#include "fail.h"

#include <sys/epoll.h>

#define EVENTS 256

int watch_create(void) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) {
        fail_errno("epoll_create1");
    }
    return epoll;
}

static void control(int epoll, int operation, int fd, uint32_t events, struct watch *watch) {
    struct epoll_event event = {.events = events, .data.ptr = watch};
    if (epoll_ctl(epoll, operation, fd, &event) < 0) {
        fail_errno("epoll_ctl");
    }
}

void watch_add(int epoll, int fd, uint32_t events, struct watch *watch) {
    control(epoll, EPOLL_CTL_ADD, fd, events, watch);
}

void watch_change(int epoll, int fd, uint32_t events, struct watch *watch) {
    control(epoll, EPOLL_CTL_MOD, fd, events, watch);
}

static void call(const struct epoll_event *events, int ready, int64_t now_ns) {
    for (int i = 0; i < ready; i++) {
        struct watch *watch = events[i].data.ptr;
        watch->ready(watch, events[i].events, now_ns);
    }
}

void watch_poll(int epoll, int64_t now_ns) {
    struct epoll_event events[EVENTS];
    call(events, epoll_wait(epoll, events, EVENTS, 0), now_ns);
}

void watch_wait(int epoll) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    call(events, ready, clock_now_ns());
}
