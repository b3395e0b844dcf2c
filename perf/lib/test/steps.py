"""Steps as they come out of a measurement."""
from lib.step import Step


def step(**changes):
    figures = dict(
        job="echo", peer="ringway", purpose="cost", run=0, calls=100, packets_per_s=5000.0, cpu_share=0.1,
        core_share=0.12, us_per_packet=20.0, ms_per_call=0.0, resident_mb=300.0, lost=0, lost_share=0.0, p50_ms=0.2,
        p99_ms=1.0, p999_ms=2.0, set_up_per_s=0.0, set_up_p99_ms=30.0, failed=0, generator_share=0.05,
        generator_ns=1500.0, pacing_p99_ms=0.1, sink_share=0.0, work_before_ns=30000.0, work_after_ns=30000.0)
    return Step(**{**figures, **changes})
