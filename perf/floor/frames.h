// A file of packets: each a length of two bytes, big-endian, and that many bytes.
#ifndef RINGWAY_FLOOR_FRAMES_H
#define RINGWAY_FLOOR_FRAMES_H

#include <stdint.h>
#include <stdio.h>

struct frame {
    uint16_t length;
    const uint8_t *bytes;
};

struct frames {
    int count;
    struct frame *all;
    uint8_t *file;
};

// Reads a whole file; a file that cannot be read, is empty or ends within a packet ends the program.
struct frames frames_read(const char *path);

void frames_free(struct frames *frames);

// Adds one packet to a file.
void frames_write(FILE *file, const uint8_t *bytes, uint16_t length);

#endif
