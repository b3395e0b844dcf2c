#include "streams.h"

#include "fail.h"
#include "sent.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 4096

/* A session's legs are counted from 0. */
#define MOST_LEGS 64

/* MurmurHash3's finalizer: every bit of the value counts for every bit of the result. */
static uint64_t mix(uint64_t value) {
    value ^= value >> 33;
    value *= UINT64_C(0xff51afd7ed558ccd);
    value ^= value >> 33;
    value *= UINT64_C(0xc4ceb9fe1a85ec53);
    return value ^ value >> 33;
}

static uint64_t key_of(const char *id, size_t length, uint32_t leg) {
    uint64_t key = mix(length + ((uint64_t)leg << 32));
    for (; length > 0;) {
        uint64_t word = 0;
        size_t step = length < sizeof word ? length : sizeof word;
        memcpy(&word, id, step);
        key = mix(key ^ word) + word;
        id += step;
        length -= step;
    }
    return key ? key : 1;
}

static size_t home(const struct streams *s, uint64_t key) {
    return key & (s->capacity - 1);
}

static size_t after(const struct streams *s, size_t place) {
    return (place + 1) & (s->capacity - 1);
}

/* Where the key is, or would be. */
static size_t place_of(const struct streams *s, uint64_t key) {
    size_t place = home(s, key);
    while (s->places[place].key && s->places[place].key != key) {
        place = after(s, place);
    }
    return place;
}

static void resize(struct streams *s, size_t capacity) {
    struct streams old = *s;
    s->places = allocate(capacity, sizeof *s->places);
    s->capacity = capacity;
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.places[i].key) {
            s->places[place_of(s, old.places[i].key)] = old.places[i];
        }
    }
    free(old.places);
}

void streams_init(struct streams *s) {
    *s = (struct streams){0};
    resize(s, FIRST_CAPACITY);
}

void streams_free(struct streams *s) {
    free(s->places);
    *s = (struct streams){0};
}

struct stream *streams_at(struct streams *s, const char *id, size_t id_length, uint32_t leg) {
    uint64_t key = key_of(id, id_length, leg);
    size_t place = place_of(s, key);
    if (!s->places[place].key) {
        if (4 * (s->count + 1) > 3 * s->capacity) {
            resize(s, 2 * s->capacity);
            place = place_of(s, key);
        }
        s->places[place] = (struct stream){.key = key, .call = SENT_NO_CALL};
        s->count++;
    }
    return &s->places[place];
}

/* Moves up what stands behind an emptied place and is not at home there: linear probing without tombstones. */
static void close_gap(struct streams *s, size_t gap) {
    for (size_t place = after(s, gap); s->places[place].key; place = after(s, place)) {
        size_t from_home = (place - home(s, s->places[place].key)) & (s->capacity - 1);
        size_t from_gap = (place - gap) & (s->capacity - 1);
        if (from_home >= from_gap) {
            s->places[gap] = s->places[place];
            gap = place;
        }
    }
    s->places[gap] = (struct stream){0};
}

void streams_remove(struct streams *s, const char *id, size_t id_length) {
    for (uint32_t leg = 0; leg < MOST_LEGS; leg++) {
        size_t place = place_of(s, key_of(id, id_length, leg));
        if (s->places[place].key) {
            close_gap(s, place);
            s->count--;
        }
    }
}
