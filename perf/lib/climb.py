"""Which number of calls is tried next, while one server stays up."""
import math

FACTOR = 1.12
FULL = 0.8
LONGEST = 4
MISSES = 2


def stairs(first, most, factor=FACTOR):
    """Numbers of calls from the first to the most, each about so many times the one before and at least one more."""
    steps = [min(first, most)]
    while steps[-1] < most:
        steps.append(min(most, max(steps[-1] + 1, round(steps[-1] * factor))))
    return steps


class Climb:
    """Goes up until two stairs one after the other are not borne, or there are no more.

    While the processor has room, stairs are left out: up to where it would be 80 % busy if all calls cost the same, at
    most four are gone at once. When one so reached is not borne, the climb goes on from the highest that was, one by one.
    So it does when one that was borne in an earlier climb is not.
    """

    def __init__(self, first, most, factor=FACTOR):
        self.stairs, self.factor = stairs(first, most, factor), factor
        self.at, self.best, self.misses = 0, None, 0
        self.leaps = True

    @property
    def calls(self):
        """To be tried now; None at the end."""
        over = self.misses == MISSES or self.at == len(self.stairs)
        return None if over else self.stairs[self.at]

    @property
    def borne(self):
        """The most calls that were borne; 0 when none were."""
        return 0 if self.best is None else self.stairs[self.best]

    def took(self, borne, busy):
        """How the stair went, and how busy the processor was on it."""
        if borne:
            self.best, self.misses = self.at, 0
            self.at = self._above(self._stride(busy) if self.leaps else 1)
        elif self.best is not None and self.at > self.best + 1 and self.leaps:
            self.leaps, self.at = False, self.best + 1
        else:
            self.leaps, self.misses = False, self.misses + 1
            self.at += 1

    def go_on_at(self, calls):
        """The highest stair with no more calls is next, where that is further up: most were borne before."""
        if not self.misses:
            self.at = max([self.at, *(at for at, stair in enumerate(self.stairs) if stair <= calls)])

    def _above(self, stride):
        """So many stairs up; the highest is not leapt over."""
        last = len(self.stairs) - 1
        return self.at + 1 if self.at == last else min(self.at + stride, last)

    def _stride(self, busy):
        room = max(1, FULL / max(busy, 0.01))
        return min(LONGEST, max(1, int(math.log(room, self.factor))))
