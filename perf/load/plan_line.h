/* One line of a plan: a call that others have set up. */
#ifndef RW_PLAN_LINE_H
#define RW_PLAN_LINE_H

#include "payload.h"
#include "port.h"
#include "round_trip.h"
#include "srtp.h"
#include "times.h"

struct planned {
    struct endpoint local, remote, recv_local;
    bool has_recv_local, expect_back;
    enum match match;
    uint32_t pt, ssrc, answer_ticks;
    enum srtp_profile send_profile, recv_profile;
    uint8_t send_key[30], recv_key[30];
    char id[TIMES_ID_BYTES];
};

/*
 * Ends the process, naming the line's number, when it is none, or asks for another codec than is sent. match: how
 * answers in the codec that was sent are told apart, unless the line says.
 */
struct planned plan_line_read(const char *line, unsigned number, enum codec sent, enum match match);

#endif
