#include "payload.h"

#include "bytes.h"
#include "fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCMU_BYTES 160

uint32_t payload_hash(const uint8_t *bytes, size_t length) {
    uint64_t hash = length * UINT64_C(0x9E3779B97F4A7C15);
    for (; length >= 8; bytes += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * UINT64_C(0xBF58476D1CE4E5B9);
        hash ^= hash >> 29;
    }
    uint64_t rest = 0;
    memcpy(&rest, bytes, length);
    hash = (hash ^ rest) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)(hash >> 32);
}

static uint8_t *read_all(const char *file, size_t *length) {
    FILE *from = fopen(file, "rb");
    if (!from) {
        fail("cannot read %s: %m", file);
    }
    uint8_t *bytes = NULL;
    size_t capacity = 0;
    *length = 0;
    do {
        capacity += 1 << 20;
        bytes = realloc(bytes, capacity);
        if (!bytes) {
            fail("no memory for %s", file);
        }
        *length += fread(bytes + *length, 1, capacity - *length, from);
    } while (*length == capacity);
    fclose(from);
    return bytes;
}

static void add(struct payload *p, const uint8_t *bytes, uint32_t length) {
    p->frames[p->count++] = (struct payload_frame){bytes, length, payload_hash(bytes, length)};
}

void payload_load_opus(struct payload *p, const char *file) {
    size_t length;
    uint8_t *bytes = read_all(file, &length);
    p->codec = CODEC_OPUS;
    p->count = 0;
    p->frames = allocate(length / 3 + 1, sizeof *p->frames);
    for (size_t at = 0; at < length;) {
        uint32_t size = at + 2 <= length ? get16(bytes + at) : 0;
        if (size == 0 || size > PAYLOAD_MAX_BYTES || at + 2 + size > length) {
            fail("%s: what stands at byte %zu is no Opus packet behind its length", file, at);
        }
        add(p, bytes + at + 2, size);
        at += 2 + size;
    }
    if (p->count == 0) {
        fail("%s is empty", file);
    }
}

void payload_load_pcmu(struct payload *p, const char *file) {
    size_t length;
    uint8_t *bytes = read_all(file, &length);
    if (length < PCMU_BYTES) {
        fail("%s is shorter than one packet of %d bytes", file, PCMU_BYTES);
    }
    p->codec = CODEC_PCMU;
    p->count = 0;
    p->frames = allocate(length / PCMU_BYTES, sizeof *p->frames);
    for (size_t at = 0; at + PCMU_BYTES <= length; at += PCMU_BYTES) {
        add(p, bytes + at, PCMU_BYTES);
    }
}
