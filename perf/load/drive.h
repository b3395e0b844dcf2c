/* The run from the first call to the last: begins calls at their rate, counts for as long as asked, hangs up. */
#ifndef RW_DRIVE_H
#define RW_DRIVE_H

#include "stairs.h"

/* What counts is what the options say or, with stairs, what is ordered while it runs. */
struct tally drive(struct load *load, struct stairs *stairs);

#endif
