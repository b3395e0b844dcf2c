"""Round numbers for an axis."""
import math


def ticks(most, count=5):
    """Numbers from 0 to at least the most, a round step apart; about as many as asked for."""
    step = round_up(most / count) if most > 0 else 1
    return [step * i for i in range(math.ceil(most / step - 1e-9) + 1)] if most > 0 else [0, 1]


def round_up(value):
    """The least of 1, 2, 5 times a power of ten that is not below a value."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= value * (1 - 1e-9))


def label(value):
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"
