/* Whether processors stood still, by no doing of anybody on them: threads that go before all others there and are woken
 * every millisecond notice when they are not. On a virtual machine that is when its host had given the processor to
 * somebody else. */
#ifndef RW_STANDSTILL_H
#define RW_STANDSTILL_H

#include <stdint.h>

#define STANDSTILL_MOST_CORES 8

struct standstill {
    uint64_t count;
    int64_t all_ns, longest_ns;
};

/* Watches the processors of a list like "0,1" from now on, each by a thread of its own. Needs root; ends the process
 * when there is no such processor. */
void standstill_watch(const char *cores);

/* Until when what happens may be late for it: the end of the last one, and five times as long as it took, in which
 * a processor that is 80 % busy makes up for it. 0: there was none. */
int64_t standstill_felt_until_ns(void);

/* All since the last reset, of all processors. */
struct standstill standstill_all(void);
void standstill_reset(void);

#endif
