"""When calls are too many."""

FULL_CORE = 0.95
WANTED = 0.95
LATE = 0.1
"""Later than due at p99 than so much of the latency that is too much, the generator or the speech service says more of
itself than of a server."""
GONE = 0.01
"""More of the packets lost at what a server had borne before, and it is not itself again."""
STOLEN = 0.004
"""More of a processor taken away by the host, and what came late or not at all may be its doing."""


def complaint(step, job, lost_share):
    """What was too much in a step, in words; None when it was borne."""
    if step.failed:
        return f"{step.failed} calls failed, the first of the run because: {step.first_failure}"
    if full(step):
        return f"processor {step.busy:.0%} busy, {step.cpu_share:.0%} with the server"
    if generator_limited(step, job):
        return f"GENERATOR-LIMITED: pacing p99 {step.pacing_p99_ms:.1f} ms"
    if job.hold_s and step.set_up_per_s < WANTED * step.calls:
        return f"only {step.set_up_per_s:.0f} calls set up a second"
    if step.lost_share > lost_share:
        return f"{step.lost} packets lost"
    late_ms = step.set_up_p99_ms if job.hold_s else step.p99_ms
    if late_ms > job.worst_p99_ms:
        own = f", the speech service behind by {step.behind_p99_ms:.1f} ms" if service_limited(step, job) else ""
        return f"{'set-up' if job.hold_s else 'latency'} p99 {late_ms:.1f} ms{own}"
    return None


def full(step):
    """Whether the processor was: that is the server's own doing, whatever the host took."""
    return step.busy > FULL_CORE


def generator_limited(step, job):
    return step.pacing_p99_ms > LATE * job.worst_p99_ms


def service_limited(step, job):
    return step.behind_p99_ms > LATE * job.worst_p99_ms


def disturbed(step, job):
    """Why a step may say nothing about the server, in words; None when it does."""
    if step.stolen_share > STOLEN:
        return f"the host took {step.stolen_share:.1%} of a processor away"
    if generator_limited(step, job):
        return f"the generator was {step.pacing_p99_ms:.1f} ms late at p99"
    if service_limited(step, job):
        return f"the speech service was {step.behind_p99_ms:.1f} ms behind at p99"
    return None


def unrecovered(step):
    """Whether a server that was asked for too much before is still not itself: so much is lost at what it had borne."""
    return step.purpose == "busy" and step.lost_share > GONE


def capacities(steps, job, lost_share):
    """By run, the most calls one server's climb has borne; runs that did not climb are left out."""
    climbed = {step.run for step in steps if step.purpose == "capacity"}
    return {run: max((step.calls for step in _tried(steps, run) if not complaint(step, job, lost_share)), default=0)
            for run in sorted(climbed)}


def open_ended(steps, job, lost_share):
    """The runs in which the server might have borne more: nothing that was too much was told of it alone."""
    return [run for run, most in capacities(steps, job, lost_share).items()
            if all(not step.failed and not full(step) and disturbed(step, job)
                   for step in _tried(steps, run) if step.calls > most)]


def _tried(steps, run):
    return [step for step in steps if step.run == run and step.purpose in ("cost", "capacity")]
