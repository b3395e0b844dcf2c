"""Stacks a profiler has sampled, and what they say together."""
import collections
import re

TOP_THREADS, TOP_FRAMES = 12, 25


def parse(text):
    """Samples by stack, from a line a stack: frames from the thread on, semicolons between, then the number.

    What differs from run to run is left out: numbers of threads and of hidden classes.
    """
    counts = collections.Counter()
    for line in text.splitlines():
        stack, count = line.rsplit(" ", 1)
        counts[re.sub(r" tid=\d+|[./+]0x[0-9a-f]+", "", stack)] += int(count)
    return counts


def shares(stacks):
    """Samples by thread, by the frame they fell into, and by every frame that was under way."""
    threads, own, below = collections.Counter(), collections.Counter(), collections.Counter()
    for stack, count in stacks.items():
        thread, *frames = stack.split(";")
        # One line for all threads of a kind.
        threads[re.sub(r"\d+", "N", thread)] += count
        if frames:
            own[frames[-1]] += count
        for frame in set(frames):
            below[frame] += count
    return threads, own, below


def summary(stacks, interval):
    total = stacks.total()
    lines = [f"{total} samples of {interval} processor time"]
    titles = (("by thread", TOP_THREADS), ("time of their own", TOP_FRAMES), ("with what they call", TOP_FRAMES))
    for (title, most), counts in zip(titles, shares(stacks)):
        lines += ["", title, *(f"{100 * count / total:6.1f} %  {name}" for name, count in counts.most_common(most))]
    return "\n".join(lines)


def frequent(stacks, least_share):
    """The stacks that have at least that share of all samples, a line each."""
    least = least_share * stacks.total()
    return "".join(f"{stack} {count}\n" for stack, count in sorted(stacks.items()) if count >= least)
