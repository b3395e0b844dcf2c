/* Whose packets arrive at which of our addresses: an open hash table, filled before packets come. */
#ifndef RW_DIRECTORY_H
#define RW_DIRECTORY_H

#include "port.h"

struct call;

struct directory_entry {
    struct endpoint at;
    struct call *call;
};

struct directory {
    uint32_t mask, used;
    struct directory_entry *entries;
};

/* Room for capacity endpoints. */
void directory_init(struct directory *d, uint32_t capacity);

/* Replaces whoever was there; ends the process when there is no room. */
void directory_put(struct directory *d, struct endpoint at, struct call *call);

struct call *directory_find(const struct directory *d, struct endpoint at);

#endif
