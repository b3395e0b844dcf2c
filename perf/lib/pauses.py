"""What a JVM's safepoint log says: how long its threads were stopped, and what for."""
import math
import re

LINE = re.compile(r'Safepoint "(\w+)".*Total: +(\d+) ns')
COLLECTING = re.compile(r"^(G1|Parallel|Serial|Gen|ZMark|ZRelocate|Z|Shenandoah|X)")


def parse(log):
    """[(what for, milliseconds)], in order, of -Xlog:safepoint. The time until all threads had stopped is in it."""
    return [(what, int(total) / 1e6) for what, total in LINE.findall(log)]


def collections(pauses):
    """Milliseconds of those made to collect garbage."""
    return [ms for what, ms in pauses if COLLECTING.match(what)]


def percentile(values, percent):
    """The least of some values that so many percent of them do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else 0.0
