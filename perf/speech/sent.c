#include "sent.h"

#include "fail.h"
#include "times.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct sent {
    const struct times_header *header;
    const struct times_record *records;
    const int64_t *slots;
    size_t bytes;
};

static bool makes_sense(const struct times_header *header, size_t bytes) {
    uint64_t call_bytes = sizeof(struct times_record) + (uint64_t)header->slots * sizeof(int64_t);
    return header->calls > 0 && header->slots > 0 && header->ticks > 0 &&
           header->calls <= (bytes - sizeof *header) / call_bytes;
}

struct sent *sent_open(const char *file) {
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        return NULL;
    }
    struct stat status;
    if (fd < 0 || fstat(fd, &status) < 0) {
        fail("cannot read %s: %m", file);
    }
    size_t bytes = (size_t)status.st_size;
    if (bytes < sizeof(struct times_header)) {
        close(fd);
        return NULL;
    }
    const struct times_header *header = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (header == MAP_FAILED) {
        fail("cannot map %s: %m", file);
    }
    /* The generator writes it last. */
    static const char unwritten[sizeof header->magic];
    if (!memcmp(header->magic, unwritten, sizeof unwritten)) {
        munmap((void *)header, bytes);
        return NULL;
    }
    if (memcmp(header->magic, TIMES_MAGIC, sizeof header->magic) || !makes_sense(header, bytes)) {
        fail("%s is no table of send times: not %s and its sizes in %zu bytes", file, TIMES_MAGIC, bytes);
    }
    struct sent *sent = allocate(1, sizeof *sent);
    sent->header = header;
    sent->records = (const struct times_record *)(header + 1);
    sent->slots = (const int64_t *)(sent->records + header->calls);
    sent->bytes = bytes;
    return sent;
}

void sent_close(struct sent *sent) {
    if (sent) {
        munmap((void *)sent->header, sent->bytes);
        free(sent);
    }
}

uint32_t sent_call_of(const struct sent *sent, const char *id, size_t id_length) {
    /* What does not fit is cut off, with a zero behind it. */
    char padded[TIMES_ID_BYTES] = {0};
    memcpy(padded, id, id_length < TIMES_ID_BYTES ? id_length : TIMES_ID_BYTES - 1);
    for (uint32_t call = 0; id_length > 0 && call < sent->header->calls; call++) {
        if (!memcmp(sent->records[call].id, padded, TIMES_ID_BYTES)) {
            return call;
        }
    }
    return SENT_NO_CALL;
}

static uint32_t since_first(const struct sent *sent, uint32_t call, uint32_t rtp) {
    return rtp - sent->records[call].first_rtp;
}

uint32_t sent_call_at(const struct sent *sent, uint32_t rtp) {
    uint32_t found = SENT_NO_CALL, ticks = sent->header->ticks;
    for (uint32_t call = 0; call < sent->header->calls; call++) {
        uint32_t since = since_first(sent, call, rtp);
        if (since % ticks == 0 && since / ticks < sent->header->slots && sent_ns(sent, call, rtp)) {
            if (found != SENT_NO_CALL) {
                return SENT_NO_CALL;
            }
            found = call;
        }
    }
    return found;
}

int64_t sent_ns(const struct sent *sent, uint32_t call, uint32_t rtp) {
    uint32_t slots = sent->header->slots;
    uint32_t slot = since_first(sent, call, rtp) / sent->header->ticks % slots;
    return __atomic_load_n(&sent->slots[(size_t)call * slots + slot], __ATOMIC_ACQUIRE);
}
