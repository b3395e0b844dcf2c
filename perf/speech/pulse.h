/* How long the process could not react: what should happen every millisecond, and how late it does. A process that
 * waits for its processor, or has more to do than it can, is late by as much for what it is sent. */
#ifndef RW_PULSE_H
#define RW_PULSE_H

#include "arrivals.h"

/* Tells arrivals from now on, each millisecond, how late that was; calls then, after it. */
void pulse_start(int epoll, struct arrivals *arrivals, void (*then)(void));

#endif
