/*
 * The controlling side of ICE towards one candidate (RFC 8445), nominating with the first check; afterwards consent
 * (RFC 7675). No socket and no clock: what to send comes out, what came goes in.
 */
#ifndef RW_ICE_H
#define RW_ICE_H

#include "random.h"
#include "stun.h"

enum ice_state { ICE_CHECKING, ICE_CONNECTED, ICE_FAILED };

struct ice {
    enum ice_state state;
    char ufrag[9], password[25];
    char remote_ufrag[257], remote_password[257];
    uint8_t id[STUN_ID_BYTES];
    uint64_t tie_breaker;
    int64_t next_ns, wait_ns, heard_ns;
    struct random random;
};

/* Chooses credentials. */
void ice_open(struct ice *ice, uint64_t seed);

/* The far end's are known in remote_ufrag and remote_password: checks may begin. */
void ice_begin(struct ice *ice, int64_t now_ns);

/* The check or consent that is due at next_ns: its length, 0 when there is none. Fails when nothing was heard for 30 s.
 */
size_t ice_send(struct ice *ice, int64_t now_ns, uint8_t *to);

/* An answer to send, as its length, to a check of the far end; 0 when there is none. */
size_t ice_receive(struct ice *ice, const struct datagram *datagram, int64_t now_ns, uint8_t *to);

#endif
