/* When the load generator sent each packet: the file of perf/load/times.h, read while it is written. */
#ifndef RW_SENT_H
#define RW_SENT_H

#include <stddef.h>
#include <stdint.h>

#define SENT_NO_CALL UINT32_MAX

struct sent;

/* NULL while the generator has not made the file; ends the process when it is of another kind. */
struct sent *sent_open(const char *file);
void sent_close(struct sent *sent);

/* The call whose session has this id, or SENT_NO_CALL. */
uint32_t sent_call_of(const struct sent *sent, const char *id, size_t id_length);

/* The call that has sent a packet of this RTP time, or SENT_NO_CALL if none has or several have. Timestamps start at
 * random, so that one fits two calls about never. */
uint32_t sent_call_at(const struct sent *sent, uint32_t rtp);

/* When a call sent the packet of this RTP time; 0 when it has not. */
int64_t sent_ns(const struct sent *sent, uint32_t call, uint32_t rtp);

#endif
