/* Calls that were set up by somebody else: one line of JSON each. perf/README.md says what is in it. */
#ifndef RW_PLAN_H
#define RW_PLAN_H

#include "load.h"

extern const struct target plan_target;

#endif
