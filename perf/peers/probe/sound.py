"""A sound that can be found again in what comes back, and how well it was."""
import array
import math

FRAME_S = 0.02
# Samples a second that likeness looks at: it need not hear every one to know a sound.
_LOOKED_AT_HZ = 2000
# Likeness that need not be looked for further.
_SURE = 0.95


def sweep(rate_hz, seconds, voice=0):
    """16-bit samples: a tone that glides through the telephone band, louder and softer by the syllable.

    Each voice, 0 and up, glides at a pace of its own.
    """
    samples, phase, pace = array.array("h"), 0.0, 0.31 + 0.073 * (voice % 16)
    for n in range(int(rate_hz * seconds)):
        t = n / rate_hz
        phase += 2 * math.pi * (1000 + 700 * math.sin(2 * math.pi * pace * t * (1 + 0.2 * t))) / rate_hz
        samples.append(int(9000 * (0.55 + 0.45 * math.sin(2 * math.pi * 4.1 * t)) * math.sin(phase)))
    return samples


def likeness(sent, heard, rate_hz, window_s=0.25, latest_s=0.5):
    """Best correlation, -1 to 1, of a piece of what was heard with what was sent up to so much earlier or later.

    The best of several pieces, from the middle on: an adaptive playout stretches some of them.
    """
    best = 0.0
    for tenth in range(5, 10):
        start = len(heard) * tenth // 10
        best = max(best, _best_near(sent, heard, start, int(rate_hz * window_s), int(rate_hz * latest_s), rate_hz))
        if best > _SURE:
            break
    return best


def _best_near(sent, heard, start, window, reach, rate_hz):
    every = rate_hz // _LOOKED_AT_HZ
    part = heard[start : start + window : every]
    if len(part) < window // every:
        return 0.0
    lags = range(max(0, start - reach), min(len(sent) - window, start + reach))
    return max((_correlation(part, sent[lag : lag + window : every]) for lag in lags), default=0.0)


def _correlation(a, b):
    energy = math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))
    return sum(x * y for x, y in zip(a, b)) / energy if energy else 0.0
