/* Something epoll tells of: what to call when its descriptor is ready. */
#ifndef RW_WATCH_H
#define RW_WATCH_H

#include <stdint.h>

struct watch {
    void (*ready)(struct watch *watch, uint32_t events, int64_t now_ns);
};

int watch_create(void);
void watch_add(int epoll, int fd, uint32_t events, struct watch *watch);
void watch_change(int epoll, int fd, uint32_t events, struct watch *watch);

/* Calls what is ready now, without waiting. */
void watch_poll(int epoll, int64_t now_ns);

/* Waits until something is ready, and calls all that is. */
void watch_wait(int epoll);

#endif
