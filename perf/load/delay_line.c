#include "delay_line.h"

#include "clock.h"
#include "fail.h"

#define SLOT_NS (NS_PER_MS / 2)
#define SLOTS 8192

static unsigned slot_of(int64_t ns) {
    return (unsigned)(ns / SLOT_NS) % SLOTS;
}

void delay_line_init(struct delay_line *line, size_t capacity, int64_t now_ns) {
    struct delayed *packets = allocate(capacity, sizeof *packets);
    line->wheel = allocate(SLOTS, sizeof *line->wheel);
    line->tails = allocate(SLOTS, sizeof *line->tails);
    line->unused = NULL;
    for (size_t i = 0; i < capacity; i++) {
        delay_line_give_back(line, &packets[i]);
    }
    line->turned_to_ns = now_ns - now_ns % SLOT_NS;
}

struct delayed *delay_line_take(struct delay_line *line) {
    struct delayed *packet = line->unused;
    if (packet) {
        line->unused = packet->next;
    }
    return packet;
}

void delay_line_give_back(struct delay_line *line, struct delayed *packet) {
    packet->next = line->unused;
    line->unused = packet;
}

void delay_line_put(struct delay_line *line, struct delayed *packet) {
    int64_t farthest = line->turned_to_ns + (SLOTS - 1) * SLOT_NS;
    int64_t at = packet->due_ns < line->turned_to_ns ? line->turned_to_ns
                 : packet->due_ns > farthest         ? farthest
                                                     : packet->due_ns;
    unsigned slot = slot_of(at);
    packet->next = NULL;
    if (line->wheel[slot]) {
        line->tails[slot]->next = packet;
    } else {
        line->wheel[slot] = packet;
    }
    line->tails[slot] = packet;
}

struct delayed *delay_line_due(struct delay_line *line, int64_t now_ns) {
    /* A slot is due when its end has come, so that nothing goes out early. */
    while (line->turned_to_ns + SLOT_NS <= now_ns) {
        unsigned slot = slot_of(line->turned_to_ns);
        struct delayed *packet = line->wheel[slot];
        if (packet) {
            line->wheel[slot] = packet->next;
            return packet;
        }
        line->turned_to_ns += SLOT_NS;
    }
    return NULL;
}
