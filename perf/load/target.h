/* A way to make calls: a plan, WHIP, SIP. Each is asked on the run's thread. */
#ifndef RW_TARGET_H
#define RW_TARGET_H

#include <stdint.h>

struct load;
struct call;
struct datagram;

struct target {
    const char *name;
    /* Makes the load's calls, which begin later. */
    void (*open)(struct load *load);
    /* The call's turn has come: its state is CALL_STARTING. */
    void (*begin)(struct load *load, struct call *call, int64_t now_ns);
    /* Its chore_ns has come; also asked while a call ends. */
    void (*chore)(struct load *load, struct call *call, int64_t now_ns);
    /* What is neither RTP nor RTCP; may be NULL. */
    void (*datagram)(struct load *load, struct call *call, struct datagram *datagram);
    /* Its state is CALL_ENDING; RTCP has said goodbye. */
    void (*hang_up)(struct load *load, struct call *call, int64_t now_ns);
    /* Its state is about to end by a time-out; may be NULL. */
    void (*forget)(struct load *load, struct call *call);
};

#endif
