/* One call: where its packets go, what is sent next, what came back. */
#ifndef RW_CALL_H
#define RW_CALL_H

#include "impairment.h"
#include "payload.h"
#include "port.h"
#include "reception.h"
#include "round_trip.h"
#include "srtp.h"
#include "times.h"

enum call_state {
    CALL_WAITING,  /* its turn to begin has not come */
    CALL_STARTING, /* signaling, ICE, DTLS */
    CALL_LIVE,
    CALL_LINGERING, /* sends no more; what is under way may still come back */
    CALL_ENDING,    /* hung up, the server has not yet said so */
    CALL_ENDED,
    CALL_FAILED
};

struct call {
    /* What every packet needs. */
    enum call_state state;
    uint32_t number;
    uint32_t turn;    /* its place in the order in which calls are first begun */
    int64_t phase_ns; /* its place within the 20 ms */
    int64_t chore_ns; /* when its target wants to be asked next; INT64_MAX: never */
    struct port *port;
    uint32_t local; /* address, host order */
    struct sockaddr_in remote;
    struct srtp *seal, *unseal; /* NULL: plain */
    uint32_t ssrc, first_rtp, rtp, index, frame, ticks;
    uint16_t seq;
    uint8_t pt;
    bool expect_back;         /* an answer to every packet */
    uint32_t packets, octets; /* sent, for sender reports */
    uint64_t sent, returned;  /* in the time that counts, once the call is settled */
    int64_t settled_ns;       /* until then a server may still lack keys */
    uint8_t unopened;         /* returned ones since one was last decrypted */
    uint32_t answer_rate_hz;
    struct endpoint answer_at;  /* where what is expected back arrives; number 0: anywhere */
    int32_t remote_lost;        /* of ours, as the server's latest report says */
    int32_t remote_lost_before; /* of it, when counting began */
    struct impaired impaired;
    struct reception reception;
    struct round_trip round_trip;

    /* What setting up and hanging up need. */
    void *session; /* the target's */
    int64_t began_ns;
    int64_t until_ns;  /* when its state is given up, or gone on from */
    int64_t report_ns; /* next RTCP */
    struct srtp seal_keys, unseal_keys;
    char id[TIMES_ID_BYTES];
};

#endif
