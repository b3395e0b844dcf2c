/*
 * A run that is told what to do while it goes on: so many calls, a time to settle, a time that counts. Orders come line
 * by line, like "stair 120 settle 2.5 count 5"; each is answered by "counting" when that begins, and after it by one
 * line of JSON, what a run without orders writes at its end. The run is over when the orders end.
 */
#ifndef RW_STAIRS_H
#define RW_STAIRS_H

#include "report.h"

#include <stddef.h>

struct stair {
    uint32_t calls; /* that send; with --hold, begun a second */
    double settle_s, count_s;
};

enum stairs_order { STAIRS_NOTHING_YET, STAIRS_NEXT, STAIRS_END };

struct stairs {
    int orders; /* a descriptor */
    FILE *answers;
    char text[256];
    size_t length; /* of what has been read and not yet understood */
};

/* Looks for an order without waiting. Ends the process when it makes no sense, or asks for more calls than most. */
enum stairs_order stairs_read(struct stairs *s, uint32_t most, struct stair *next);

void stairs_tell_counting(struct stairs *s);
void stairs_tell(struct stairs *s, const struct load *load, const struct tally *tally);

#endif
