#include "rpc.h"

#include "connection.h"
#include "fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A byte that says whether it is compressed, and the length. */
#define PREFIX 5u

#define HEADER(header_name, header_value)                                                               \
    {                                                                                                   \
        .name = (uint8_t *)(header_name), .namelen = strlen(header_name), .value = (uint8_t *)(header_value), \
        .valuelen = strlen(header_value)                                                                \
    }

struct rpc *rpc_open(struct arrivals *arrivals) {
    struct rpc *rpc = allocate(1, sizeof *rpc);
    rpc->arrivals = arrivals;
    return rpc;
}

void rpc_free(struct rpc *rpc) {
    if (rpc) {
        free(rpc->bytes);
        free(rpc);
    }
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t message_length(const uint8_t *prefix) {
    return (size_t)prefix[1] << 24 | (size_t)prefix[2] << 16 | (size_t)prefix[3] << 8 | prefix[4];
}

static bool is_read(const uint8_t *prefix) {
    return prefix[0] == 0 && message_length(prefix) <= CONNECTION_MOST_MESSAGE;
}

static void keep(struct rpc *rpc, const uint8_t *bytes, size_t length) {
    if (rpc->length + length > rpc->capacity) {
        rpc->capacity = 2 * (rpc->length + length);
        rpc->bytes = realloc(rpc->bytes, rpc->capacity);
        if (!rpc->bytes) {
            fail("no memory for a message of %zu bytes", rpc->capacity);
        }
    }
    memcpy(rpc->bytes + rpc->length, bytes, length);
    rpc->length += length;
}

/* Takes what the message that was begun still wants; how much that was, or -1 when it is none. */
static ssize_t complete(struct rpc *rpc, const uint8_t *bytes, size_t length) {
    size_t taken = 0;
    if (rpc->length < PREFIX) {
        taken = least(PREFIX - rpc->length, length);
        keep(rpc, bytes, taken);
        if (rpc->length < PREFIX) {
            return (ssize_t)taken;
        }
    }
    if (!is_read(rpc->bytes)) {
        return -1;
    }
    size_t whole = PREFIX + message_length(rpc->bytes), more = least(whole - rpc->length, length - taken);
    keep(rpc, bytes + taken, more);
    if (rpc->length == whole) {
        rpc->length = 0;
        if (!message_read(rpc->bytes + PREFIX, whole - PREFIX, &rpc->arrivals->listener)) {
            return -1;
        }
    }
    return (ssize_t)(taken + more);
}

bool rpc_receive(struct rpc *rpc, const uint8_t *bytes, size_t length) {
    while (length > 0) {
        /* Most messages come in one piece, and are read where they lie. */
        bool whole = rpc->length == 0 && length >= PREFIX && length - PREFIX >= message_length(bytes);
        ssize_t taken;
        if (whole) {
            size_t size = message_length(bytes);
            bool good = is_read(bytes) && message_read(bytes + PREFIX, size, &rpc->arrivals->listener);
            taken = good ? (ssize_t)(PREFIX + size) : -1;
        } else {
            taken = complete(rpc, bytes, length);
        }
        if (taken < 0) {
            return false;
        }
        bytes += taken;
        length -= (size_t)taken;
    }
    return true;
}

int rpc_answer(nghttp2_session *session, int32_t stream_id) {
    nghttp2_nv head[] = {HEADER(":status", "200"), HEADER("content-type", "application/grpc")};
    return nghttp2_submit_headers(session, NGHTTP2_FLAG_NONE, stream_id, NULL, head, 2, NULL);
}

int rpc_end(struct rpc *rpc, nghttp2_session *session, int32_t stream_id, enum grpc_status status) {
    char text[12];
    snprintf(text, sizeof text, "%d", status);
    nghttp2_nv tail[] = {HEADER("grpc-status", text)};
    rpc->ended = true;
    return nghttp2_submit_headers(session, NGHTTP2_FLAG_END_STREAM, stream_id, NULL, tail, 1, NULL);
}
