#include "stairs.h"

#include "fail.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_S 3600

static void understand(const char *line, uint32_t most, struct stair *next) {
    char rest;
    int found = sscanf(line, "stair %u settle %lf count %lf %c", &next->calls, &next->settle_s, &next->count_s, &rest);
    if (found != 3 || !(next->settle_s >= 0 && next->settle_s <= LONGEST_S) ||
        !(next->count_s > 0 && next->count_s <= LONGEST_S)) {
        fail("an order is to be like \"stair 120 settle 2.5 count 5\", not \"%s\"", line);
    }
    if (next->calls == 0 || next->calls > most) {
        fail("a stair of %u calls: there may be 1 to %u (--calls)", next->calls, most);
    }
}

/* False at the end of the orders. */
static bool read_more(struct stairs *s) {
    struct pollfd poll_orders = {.fd = s->orders, .events = POLLIN};
    if (poll(&poll_orders, 1, 0) <= 0) {
        return true;
    }
    ssize_t size = read(s->orders, s->text + s->length, sizeof s->text - 1 - s->length);
    if (size < 0 && errno != EINTR && errno != EAGAIN) {
        fail_errno("read orders");
    }
    s->length += size > 0 ? (size_t)size : 0;
    return size != 0;
}

enum stairs_order stairs_read(struct stairs *s, uint32_t most, struct stair *next) {
    bool open = true;
    if (!memchr(s->text, '\n', s->length)) {
        open = read_more(s);
    }
    char *end = memchr(s->text, '\n', s->length);
    if (!end) {
        if (s->length == sizeof s->text - 1) {
            fail("an order has more than %zu bytes", s->length);
        }
        return open ? STAIRS_NOTHING_YET : STAIRS_END;
    }
    *end = 0;
    understand(s->text, most, next);
    s->length -= (size_t)(end + 1 - s->text);
    memmove(s->text, end + 1, s->length);
    return STAIRS_NEXT;
}

void stairs_tell_counting(struct stairs *s) {
    fputs("counting\n", s->answers);
    fflush(s->answers);
}

void stairs_tell(struct stairs *s, const struct load *load, const struct tally *tally) {
    char *text;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    if (!to) {
        fail_errno("open_memstream");
    }
    report_write(load, tally, to);
    fclose(to);
    for (char *c = text; (c = strchr(c, '\n'));) {
        *c = ' ';
    }
    fprintf(s->answers, "%s\n", text);
    fflush(s->answers);
    free(text);
}
