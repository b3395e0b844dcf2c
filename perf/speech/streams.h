/* One entry for each leg of each session that is heard, found by the session's id. */
#ifndef RW_STREAMS_H
#define RW_STREAMS_H

#include <stddef.h>
#include <stdint.h>

/* Of one leg. Ids are told apart by 64 bits of a hash: two of 200,000 are taken for one about never. */
struct stream {
    uint64_t key; /* 0: an empty place */
    uint64_t next_sequence;
    uint32_t call;  /* in the generator's table; SENT_NO_CALL while it is not known */
    uint32_t tries; /* to find it there */
};

struct streams {
    struct stream *places;
    size_t capacity; /* a power of two, at least a quarter of it empty */
    size_t count;
};

void streams_init(struct streams *streams);
void streams_free(struct streams *streams);

/* The leg's entry, made when it is new: with no call, and 0 for the next sequence. Good until the next one is made or
 * removed. */
struct stream *streams_at(struct streams *streams, const char *id, size_t id_length, uint32_t leg);

/* Forgets all legs of a session. */
void streams_remove(struct streams *streams, const char *id, size_t id_length);

#endif
