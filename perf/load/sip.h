/* SIP calls over UDP: INVITE, ACK, BYE, with plain RTP or SRTP keyed by SDES. */
#ifndef RW_SIP_H
#define RW_SIP_H

#include "load.h"

extern const struct target sip_target;

#endif
