/* A call's packets: made, sealed, sent and, when they come back, timed and counted. */
#ifndef RW_MEDIA_H
#define RW_MEDIA_H

#include "load.h"

/* Chooses SSRC, numbers and place in the sound; codec, keys and addresses stay for the target to set. */
void media_reset(struct load *load, struct call *call);

/* Sends the packet that was due then, or what the bad network leaves of it. */
void media_send(struct load *load, struct call *call, int64_t due_ns);

/* Lets 20 ms pass without a packet, as in a pause of somebody who speaks: time goes on, numbers do not. */
void media_pause(struct call *call);

/* Sends what waited in the bad network until now. */
void media_send_delayed(struct load *load, int64_t now_ns);

void media_send_report(struct load *load, struct call *call, bool goodbye);

/* RTP or RTCP of the call. */
void media_receive(struct load *load, struct call *call, struct datagram *datagram);

#endif
