"""When calls are too many."""

FULL_CORE = 0.95
WANTED = 0.95
LATE_MS = 2
"""Later than due at p99, the generator says more of itself than of a server."""


def complaint(step, job, lost_share):
    """What was too much in a step, in words; None when it was borne."""
    if step.failed:
        return f"{step.failed} calls failed"
    if step.busy > FULL_CORE:
        return f"processor {step.busy:.0%} busy, {step.cpu_share:.0%} with the server"
    if generator_limited(step):
        return f"GENERATOR-LIMITED: pacing p99 {step.pacing_p99_ms:.1f} ms"
    if job.hold_s and step.set_up_per_s < WANTED * step.calls:
        return f"only {step.set_up_per_s:.0f} calls set up a second"
    if step.lost_share > lost_share:
        return f"{step.lost} packets lost"
    late_ms = step.set_up_p99_ms if job.hold_s else step.p99_ms
    if late_ms > job.worst_p99_ms:
        return f"{'set-up' if job.hold_s else 'latency'} p99 {late_ms:.1f} ms"
    return None


def generator_limited(step):
    return step.pacing_p99_ms > LATE_MS


def capacities(steps, job, lost_share):
    """By run, the most calls one server's climb has borne; runs that did not climb are left out."""
    climbed = {step.run for step in steps if step.purpose == "capacity"}
    return {run: max((step.calls for step in _tried(steps, run) if not complaint(step, job, lost_share)), default=0)
            for run in sorted(climbed)}


def open_ended(steps, job, lost_share):
    """The runs in which the server might have borne more: nothing that was too much was told of it."""
    return [run for run, most in capacities(steps, job, lost_share).items()
            if all(not step.failed and step.busy <= FULL_CORE and generator_limited(step)
                   for step in _tried(steps, run) if step.calls > most)]


def _tried(steps, run):
    return [step for step in steps if step.run == run and step.purpose in ("cost", "capacity")]
