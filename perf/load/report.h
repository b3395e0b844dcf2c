/* What a run showed: all of it as JSON, and one line for people. */
#ifndef RW_REPORT_H
#define RW_REPORT_H

#include "tally.h"

#include <stdio.h>

/* Whether packets went out so far from when they were due that what was measured says more of the generator. */
bool report_is_generator_limited(const struct load *load);

/* Everything as JSON. */
void report_write(const struct load *load, const struct tally *tally, FILE *to);

/* The same into a file; ends the process when it cannot be written. */
void report_write_json(const struct load *load, const struct tally *tally, const char *file);

void report_print(const struct load *load, const struct tally *tally);

#endif
