#include "message.h"

enum { VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5 };
enum { STREAM_BATCH = 2, STREAM_SESSION = 3 };
enum { BATCH_SEGMENTS = 1 };
enum { SEGMENT_ID = 1, SEGMENT_LEG, SEGMENT_SEQUENCE, SEGMENT_RTP, SEGMENT_FLAGS = 9, SEGMENT_DROPPED = 12 };
enum { SESSION_ID = 1, SESSION_ENDED = 3 };

/* Bytes not yet read; bad once something in them made no sense, and then at their end. */
struct reader {
    const uint8_t *at, *end;
    bool bad;
};

/* One field: its number, and its value or the bytes it holds. */
struct field {
    uint32_t number;
    uint64_t value;
    struct reader bytes;
};

static uint64_t give_up(struct reader *r) {
    r->bad = true;
    r->at = r->end;
    return 0;
}

static uint64_t varint(struct reader *r) {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && r->at < r->end; shift += 7) {
        uint8_t byte = *r->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    return give_up(r);
}

static void step_over(struct reader *r, uint64_t length) {
    if (length > (uint64_t)(r->end - r->at)) {
        give_up(r);
    } else {
        r->at += length;
    }
}

/* False at the end. */
static bool next(struct reader *r, struct field *field) {
    if (r->at == r->end) {
        return false;
    }
    uint64_t tag = varint(r);
    field->number = (uint32_t)(tag >> 3);
    field->bytes = (struct reader){.at = r->at, .end = r->at};
    field->value = 0;
    switch (tag & 7) {
        case VARINT: field->value = varint(r); break;
        case FIXED64: step_over(r, 8); break;
        case FIXED32: step_over(r, 4); break;
        case BYTES: {
            uint64_t length = varint(r);
            field->bytes.at = r->at;
            step_over(r, length);
            field->bytes.end = r->bad ? field->bytes.at : r->at;
            break;
        }
        default: give_up(r);
    }
    return !r->bad;
}

static bool read_segment(struct reader from, struct listener *listener) {
    struct segment segment = {.id = ""};
    for (struct field field; next(&from, &field);) {
        switch (field.number) {
            case SEGMENT_ID:
                segment.id = (const char *)field.bytes.at;
                segment.id_length = (size_t)(field.bytes.end - field.bytes.at);
                break;
            case SEGMENT_LEG: segment.leg = (uint32_t)field.value; break;
            case SEGMENT_SEQUENCE: segment.sequence = field.value; break;
            case SEGMENT_RTP: segment.rtp = field.value; break;
            case SEGMENT_FLAGS: segment.flags = (uint32_t)field.value; break;
            case SEGMENT_DROPPED: segment.dropped_samples = field.value; break;
            default: break;
        }
    }
    if (!from.bad) {
        listener->on_segment(listener, &segment);
    }
    return !from.bad;
}

static bool read_batch(struct reader from, struct listener *listener) {
    for (struct field field; next(&from, &field);) {
        if (field.number == BATCH_SEGMENTS && !read_segment(field.bytes, listener)) {
            return false;
        }
    }
    return !from.bad;
}

static bool read_session(struct reader from, struct listener *listener) {
    struct reader id = {.at = from.at, .end = from.at};
    bool ended = false;
    for (struct field field; next(&from, &field);) {
        if (field.number == SESSION_ID) {
            id = field.bytes;
        }
        ended |= field.number == SESSION_ENDED;
    }
    if (ended && !from.bad) {
        listener->on_end(listener, (const char *)id.at, (size_t)(id.end - id.at));
    }
    return !from.bad;
}

bool message_read(const uint8_t *bytes, size_t length, struct listener *listener) {
    struct reader from = {.at = bytes, .end = bytes + length};
    for (struct field field; next(&from, &field);) {
        bool good = field.number == STREAM_BATCH     ? read_batch(field.bytes, listener)
                    : field.number == STREAM_SESSION ? read_session(field.bytes, listener)
                                                     : true;
        if (!good) {
            return false;
        }
    }
    return !from.bad;
}
