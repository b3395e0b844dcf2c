#include "times.h"

#include "fail.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

_Static_assert(sizeof(struct times_header) == 64 && sizeof(struct times_record) == 64, "the file's layout");

struct times {
    struct times_record *records;
    int64_t *slots;
    uint32_t ticks;
};

struct times *times_create(const char *file, uint32_t calls, uint32_t ticks) {
    if (!file) {
        return NULL;
    }
    size_t bytes = sizeof(struct times_header) + calls * (sizeof(struct times_record) + TIMES_SLOTS * sizeof(int64_t));
    int fd = open(file, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || ftruncate(fd, (off_t)bytes) < 0) {
        fail("cannot write %s: %m", file);
    }
    struct times_header *header = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
    close(fd);
    if (header == MAP_FAILED) {
        fail("cannot map %s: %m", file);
    }
    struct times *t = allocate(1, sizeof *t);
    t->records = (struct times_record *)(header + 1);
    t->slots = (int64_t *)(t->records + calls);
    t->ticks = ticks;
    header->calls = calls;
    header->slots = TIMES_SLOTS;
    header->ticks = ticks;
    memcpy(header->magic, TIMES_MAGIC, sizeof header->magic);
    return t;
}

void times_call(struct times *t, uint32_t call, uint32_t ssrc, uint32_t first_rtp, const char *id) {
    if (t) {
        struct times_record *record = &t->records[call];
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
