#include "times.h"

#include "fail.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct header {
    char magic[8];
    uint32_t calls, slots, ticks;
    uint8_t reserved[44];
};

struct record {
    uint32_t ssrc, first_rtp;
    char id[TIMES_ID_BYTES];
};

_Static_assert(sizeof(struct header) == 64 && sizeof(struct record) == 64, "the file's layout");

struct times {
    struct record *records;
    int64_t *slots;
    uint32_t ticks;
};

struct times *times_create(const char *file, uint32_t calls, uint32_t ticks) {
    if (!file) {
        return NULL;
    }
    size_t bytes = sizeof(struct header) + calls * (sizeof(struct record) + TIMES_SLOTS * sizeof(int64_t));
    int fd = open(file, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || ftruncate(fd, (off_t)bytes) < 0) {
        fail("cannot write %s: %m", file);
    }
    struct header *header = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
    close(fd);
    if (header == MAP_FAILED) {
        fail("cannot map %s: %m", file);
    }
    struct times *t = allocate(1, sizeof *t);
    t->records = (struct record *)(header + 1);
    t->slots = (int64_t *)(t->records + calls);
    t->ticks = ticks;
    header->calls = calls;
    header->slots = TIMES_SLOTS;
    header->ticks = ticks;
    memcpy(header->magic, "RWTIMES1", sizeof header->magic);
    return t;
}

void times_call(struct times *t, uint32_t call, uint32_t ssrc, uint32_t first_rtp, const char *id) {
    if (t) {
        struct record *record = &t->records[call];
        memset(t->slots + (size_t)call * TIMES_SLOTS, 0, TIMES_SLOTS * sizeof *t->slots);
        record->ssrc = ssrc;
        record->first_rtp = first_rtp;
        __atomic_thread_fence(__ATOMIC_RELEASE);
        strncpy(record->id, id, TIMES_ID_BYTES - 1);
    }
}

void times_sent(struct times *t, uint32_t call, uint32_t rtp, int64_t now_ns) {
    if (t) {
        uint32_t slot = (rtp - t->records[call].first_rtp) / t->ticks % TIMES_SLOTS;
        __atomic_store_n(&t->slots[(size_t)call * TIMES_SLOTS + slot], now_ns, __ATOMIC_RELEASE);
    }
}
