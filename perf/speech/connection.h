/* One client's HTTP/2 connection: gRPC's framing of messages (Length-Prefixed-Message of its HTTP/2 protocol), by
 * nghttp2. Only the contract's one method is there; nothing is answered but how it ended. */
#ifndef RW_CONNECTION_H
#define RW_CONNECTION_H

#include "arrivals.h"

#define CONNECTION_PATH "/ringway.v1.StreamingDataManager/StreamAudio"

/* A message may have so many bytes; gRPC's libraries take no more by themselves either. */
#define CONNECTION_MOST_MESSAGE (4u << 20)

/* Serves what has connected to fd until it goes; what it is sent, arrivals is told. */
void connection_open(int epoll, int fd, struct arrivals *arrivals);

#endif
