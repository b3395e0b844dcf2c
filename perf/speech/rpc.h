/* One call of the contract's method: messages cut out of what comes, and the end of it. */
#ifndef RW_RPC_H
#define RW_RPC_H

#include "arrivals.h"

#include <nghttp2/nghttp2.h>
#include <stdbool.h>

enum grpc_status { GRPC_OK = 0, GRPC_INVALID_ARGUMENT = 3, GRPC_UNIMPLEMENTED = 12 };

struct rpc {
    struct arrivals *arrivals;
    bool known; /* the method it calls is there */
    bool ended; /* its status is said */
    uint8_t *bytes; /* begun, and not whole yet */
    size_t length, capacity;
};

struct rpc *rpc_open(struct arrivals *arrivals);
void rpc_free(struct rpc *rpc);

/* Tells arrivals of each message that is whole by now; false when what came is none, is compressed or is too long. */
bool rpc_receive(struct rpc *rpc, const uint8_t *bytes, size_t length);

/* The head of the response. nghttp2's error, or 0. */
int rpc_answer(nghttp2_session *session, int32_t stream_id);

/* The end of the response; what the client still sends is not listened to. nghttp2's error, or 0. */
int rpc_end(struct rpc *rpc, nghttp2_session *session, int32_t stream_id, enum grpc_status status);

#endif
