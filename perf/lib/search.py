"""How many calls are too many, with few tries."""

CLOSE = 1.05


def capacity(passes, start, most, faster=1.5, tries=10):
    """The most calls that pass, found by climbing from a start and halving what is between.

    passes(calls) says whether a number of calls is borne. Climbs, or descends, by a factor until one passes and one
    does not; stops when a failure is within 5 % above a success, or after so many tries. Then the best that has passed
    is told, 0 when none has.
    """
    best, worst, calls = 0, None, max(1, min(start, most))
    for _ in range(tries):
        if passes(calls):
            best = calls
        else:
            worst = calls
        if best >= most or worst == 1 or worst is not None and best and worst <= max(best + 1, best * CLOSE):
            break
        calls = _next(best, worst, most, faster)
    return best


def _next(best, worst, most, faster):
    if worst is None:
        return min(most, max(best + 1, round(best * faster)))
    if best == 0:
        return max(1, min(worst - 1, round(worst / faster)))
    return (best + worst) // 2
