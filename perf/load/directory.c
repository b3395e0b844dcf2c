#include "directory.h"

#include "fail.h"

static uint32_t hash(struct endpoint at) {
    uint64_t mixed = ((uint64_t)at.address << 16 | at.number) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32);
}

static struct directory_entry *place(const struct directory *d, struct endpoint at) {
    uint32_t i = hash(at) & d->mask;
    while (d->entries[i].call && (d->entries[i].at.address != at.address || d->entries[i].at.number != at.number)) {
        i = (i + 1) & d->mask;
    }
    return &d->entries[i];
}

void directory_init(struct directory *d, uint32_t capacity) {
    uint32_t size = 16;
    while (size < 2 * capacity) {
        size *= 2;
    }
    *d = (struct directory){.mask = size - 1, .entries = allocate(size, sizeof *d->entries)};
}

void directory_put(struct directory *d, struct endpoint at, struct call *call) {
    struct directory_entry *entry = place(d, at);
    if (!entry->call && ++d->used > d->mask / 2 + 1) {
        fail("more than %u addresses of calls", d->mask / 2 + 1);
    }
    *entry = (struct directory_entry){at, call};
}

struct call *directory_find(const struct directory *d, struct endpoint at) {
    return place(d, at)->call;
}
