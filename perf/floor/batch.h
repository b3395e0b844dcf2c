// Many datagrams for one call of the kernel.
#ifndef RINGWAY_FLOOR_BATCH_H
#define RINGWAY_FLOOR_BATCH_H

#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>

enum { MOST_A_CALL = 64, DATAGRAM_ROOM = 2048 };

struct batch {
    struct mmsghdr headers[MOST_A_CALL];
    struct iovec places[MOST_A_CALL];
    struct sockaddr_in addresses[MOST_A_CALL];
    uint8_t bytes[MOST_A_CALL][DATAGRAM_ROOM];
};

// Points every header to its address and its whole room.
void batch_init(struct batch *batch);

// Sends datagrams 0…count−1 and returns how many the kernel took.
int batch_send(struct batch *batch, int fd, int count);

// Receives what is there, up to a number; 0 when nothing is.
int batch_receive(struct batch *batch, int fd, int most);

#endif
