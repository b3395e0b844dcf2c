"""When calls are too many."""

FULL_CORE = 0.95
WANTED = 0.95


def complaint(step, job, lost_share):
    """What was too much in a step, in words; None when it was borne."""
    if step.failed:
        return f"{step.failed} calls failed"
    if job.hold_s and step.set_up_per_s < WANTED * step.calls:
        return f"only {step.set_up_per_s:.0f} calls set up a second"
    if step.lost_share > lost_share:
        return f"{step.lost} packets lost"
    if step.core_share > FULL_CORE:
        return f"processor {step.core_share:.0%} busy, {step.cpu_share:.0%} with the server"
    late_ms = step.set_up_p99_ms if job.hold_s else step.p99_ms
    if late_ms > job.worst_p99_ms:
        return f"{'set-up' if job.hold_s else 'latency'} p99 {late_ms:.1f} ms"
    return None
