/* WebRTC calls: the offer is posted (WHIP, RFC 9725), then ICE, DTLS, SRTP. */
#ifndef RW_WHIP_H
#define RW_WHIP_H

#include "load.h"

extern const struct target whip_target;

#endif
