/* Sealed packets that wait until they are due: a wheel of half milliseconds, all memory taken at the start. */
#ifndef RW_DELAY_LINE_H
#define RW_DELAY_LINE_H

#include "port.h"

struct delayed {
    struct delayed *next;
    int64_t due_ns;
    uint32_t call, index, hash, rtp;
    size_t length;
    uint8_t bytes[1500];
};

struct delay_line {
    struct delayed **wheel, **tails;
    struct delayed *unused;
    int64_t turned_to_ns;
};

/* For at most capacity packets at once. */
void delay_line_init(struct delay_line *line, size_t capacity, int64_t now_ns);

/* A place to fill and put in, or NULL when all are in use. */
struct delayed *delay_line_take(struct delay_line *line);

/* Waits farther than the wheel reaches (4 s) end there. */
void delay_line_put(struct delay_line *line, struct delayed *packet);

/* The next packet due by now, oldest slot first; NULL when there is none. To be given back. */
struct delayed *delay_line_due(struct delay_line *line, int64_t now_ns);
void delay_line_give_back(struct delay_line *line, struct delayed *packet);

#endif
