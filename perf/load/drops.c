#include "drops.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A server that listens to IPv6 as well takes IPv4's packets there. */
static const char *const TABLES[] = {"/proc/net/udp", "/proc/net/udp6"};

#define TABLE_COUNT (sizeof TABLES / sizeof *TABLES)

void drops_begin(struct drops *d) {
    d->count = 0;
    d->table = 0;
    d->fd = -1;
}

/* Columns: number, local address, remote address, state, queues, timer, retransmits, user, time-out, inode, references,
 * pointer, drops. */
static void count_line(struct drops *d, const char *line) {
    static const char columns[] = " %*d: %*[0-9A-F]:%x %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %u";
    unsigned local, dropped;
    if (sscanf(line, columns, &local, &dropped) == 2 && d->wanted[local & 0xFFFF]) {
        d->count += dropped;
    }
}

static void count_lines(struct drops *d) {
    char *line = d->text, *end;
    while ((end = memchr(line, '\n', d->length))) {
        *end = 0;
        count_line(d, line);
        d->length -= (size_t)(end + 1 - line);
        line = end + 1;
    }
    memmove(d->text, line, d->length);
}

bool drops_read(struct drops *d) {
    if (d->table == TABLE_COUNT) {
        return true;
    }
    if (d->fd < 0) {
        d->fd = open(TABLES[d->table], O_RDONLY | O_CLOEXEC);
        d->length = 0;
    }
    ssize_t size = d->fd < 0 ? 0 : read(d->fd, d->text + d->length, sizeof d->text - d->length);
    if (size > 0) {
        d->length += (size_t)size;
        count_lines(d);
        return false;
    }
    if (d->fd >= 0) {
        close(d->fd);
        d->fd = -1;
    }
    return ++d->table == TABLE_COUNT;
}

uint64_t drops_all(struct drops *d) {
    while (!drops_read(d)) {
    }
    return d->count;
}
