/* What the command line asks for. */
#ifndef RW_OPTIONS_H
#define RW_OPTIONS_H

#include "impairment.h"
#include "payload.h"
#include "round_trip.h"
#include "srtp.h"

#include <stdbool.h>
#include <stdint.h>

struct options {
    const char *target; /* as written */
    uint32_t calls;     /* a plan's lines unless fewer are asked for; 0: not given */
    double rate;        /* calls begun a second */
    double seconds, warm_seconds, setup_timeout_s, hold_s;
    int core; /* -1: any */
    bool realtime;
    bool stairs; /* orders are read from standard input */
    const char *frames_file, *pcmu_file;
    enum codec codec;
    enum srtp_profile srtp;
    bool sdes;
    bool one_way;
    enum match match;
    uint32_t open_every;
    int64_t tick_ns;
    struct impairment impairment;
    uint64_t seed;
    const char *times_file, *json_file;
    uint32_t local; /* address of call 0 on loopback */
};

/* Ends the process with a message when the command line makes no sense, or with help when asked. */
void options_parse(struct options *o, int count, char **arguments);

#endif
