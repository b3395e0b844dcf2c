/*
 * Datagrams that the kernel dropped because they were not fetched in time, of whoever has UDP ports on this host: the
 * server, when it is local. Where there are thousands of ports its tables take tens of milliseconds to read, so they
 * are read piece by piece, and packets go out between.
 */
#ifndef RW_DROPS_H
#define RW_DROPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct drops {
    bool wanted[65536]; /* by port number */
    uint64_t count;     /* since the ports were opened, as far as has been read */
    unsigned table;
    int fd;
    size_t length;
    char text[4096];
};

void drops_begin(struct drops *d);

/* Reads one piece; true when there are no more. */
bool drops_read(struct drops *d);

/* Reads what is left, however long that takes. */
uint64_t drops_all(struct drops *d);

#endif
