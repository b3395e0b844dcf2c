"""A job's result as text."""
import collections

from . import spread, verdict

MEASURES = (
    ("processor a packet, µs", lambda s: s.us_per_packet, ".2f"),
    ("processor a call set up, ms", lambda s: s.ms_per_call, ".2f"),
    ("processor share, % of a core", lambda s: 100 * s.cpu_share, ".1f"),
    ("the whole core busy, %", lambda s: 100 * s.core_share, ".1f"),
    ("packets a second", lambda s: s.packets_per_s, ",.0f"),
    ("latency p50, ms", lambda s: s.p50_ms or None, ".3f"),
    ("latency p99, ms", lambda s: s.p99_ms or None, ".3f"),
    ("latency p99.9, ms", lambda s: s.p999_ms or None, ".3f"),
    ("latency p99 undisturbed, ms", lambda s: s.calm_p99_ms or None, ".3f"),
    ("latency p99.9 undisturbed, ms", lambda s: s.calm_p999_ms or None, ".3f"),
    ("processors stood still, ms", lambda s: s.standstill_ms, ".1f"),
    ("packets lost", lambda s: s.lost, ".0f"),
    ("set up a second", lambda s: s.set_up_per_s, ".1f"),
    ("set-up p99, ms", lambda s: s.set_up_p99_ms, ".1f"),
    ("resident at the peak, MB", lambda s: s.resident_mb, ".0f"),
    ("generator a packet, µs", lambda s: s.generator_ns / 1000, ".2f"),
    ("generator's share of its core, %", lambda s: 100 * s.generator_share, ".1f"),
    ("speech service's share of that core, %", lambda s: 100 * s.sink_share, ".1f"),
    ("speech service behind p99, ms", lambda s: s.behind_p99_ms or None, ".3f"),
    ("speech service behind p99.9, ms", lambda s: s.behind_p999_ms or None, ".3f"),
    ("pacing error p99, ms", lambda s: s.pacing_p99_ms, ".3f"),
    ("taken by the host, % of a processor", lambda s: 100 * s.stolen_share, ".2f"),
    ("fixed work before, µs", lambda s: s.work_before_ns / 1000, ".1f"),
    ("drift within the run, %", lambda s: 100 * s.drift, "+.1f"),
)
# What stands in the table only where calls come and go, or where somebody listens.
CHURN = ("processor a call set up, ms", "set up a second")
SPEECH = tuple(label for label, *_ in MEASURES if "speech service" in label or "undisturbed" in label or "still" in label)
BUSY = ("processor a packet", "latency", "processors stood", "speech service behind")


def text(trial):
    """The table of one trial: figures at the fixed load, capacities, ratios, and what could not be measured."""
    job = trial.job
    sides = (job.ours, job.rival)
    lines = [job.title, "", f"{'at a fixed load':<40} " + " ".join(f"{side.name:>28}" for side in sides)]
    lines.append(f"{job.unit:<40} " + " ".join(f"{_calls(trial.of(side)):>28}" for side in sides))
    for label, of, form in (measure for measure in MEASURES if measure[0] not in _hidden(job)):
        figures = [spread.text([of(step) for step in trial.of(side)], form) for side in sides]
        lines.append(f"{label:<40} " + " ".join(f"{figure:>28}" for figure in figures))
    lines += ["", f"{'most ' + job.unit + ' a core bears':<40} "
              + " ".join(f"{spread.text(trial.capacities(side).values(), '.0f'):>28}" for side in sides)]
    lines += [*_busy(trial, sides), ""]
    return "\n".join(lines + _ratios(trial) + _limits(trial) + _unfit(trial)) + "\n"


def _hidden(job):
    return (() if job.hold_s else CHURN) + (() if job.ours.speech else SPEECH)


def _unfit(trial):
    """What could not be measured or not at once, and how often if more than once."""
    return [f"not measured: {why}" + (f" ({times} times)" if times > 1 else "")
            for why, times in collections.Counter(trial.unfit).items()]


def _calls(steps):
    different = {step.calls for step in steps}
    return str(*different) if len(different) < 2 and steps else spread.text([step.calls for step in steps], ".0f")


def _busy(trial, sides):
    """Cost and latency at 70 % of what each bears."""
    if not any(trial.of(side, "busy") for side in sides):
        return []
    hidden = _hidden(trial.job)
    lines = [f"{'at 70 % of that':<40} " + " ".join(f"{_calls(trial.of(side, 'busy')):>28}" for side in sides)]
    for label, of, form in (measure for measure in MEASURES if measure[0].startswith(BUSY) and measure[0] not in hidden):
        figures = [spread.text([of(step) for step in trial.of(side, "busy")], form) for side in sides]
        lines.append(f"{label:<40} " + " ".join(f"{figure:>28}" for figure in figures))
    return lines


def _ratios(trial):
    ours, rival = trial.job.ours, trial.job.rival

    def times(of):
        """How often a figure of ours goes into the rival's."""
        return spread.ratios(*({step.run: of(step) for step in trial.of(side)} for side in (rival, ours)))

    what = "call" if trial.job.hold_s else "packet"
    calls = spread.ratios(trial.capacities(ours), trial.capacities(rival))
    return [f"{rival.name}'s cost a {what} is {spread.text(times(lambda s: s.cost), '.2f')} times {ours.name}'s;"
            f" in units of the fixed work {spread.text(times(_in_work), '.2f')} times",
            f"{ours.name} bears {spread.text(calls, '.2f')} times {rival.name}'s {trial.job.unit};"
            f" the bar is {trial.job.bar:g}"] + _above_the_floor(trial)


def _above_the_floor(trial):
    if not any(trial.floor_us.values()):
        return []
    floor = f"the floor ({' + '.join(trial.job.floor)}) is {spread.text(trial.floor_us.values(), '.2f')} µs a packet"
    return [f"{floor}: {_times_the_floor(trial, 'cost')}"] + \
        ([f"at 70 % of what each bears {_times_the_floor(trial, 'busy')}"] if trial.of(trial.job.ours, "busy") else [])


def _times_the_floor(trial, purpose):
    times = [spread.ratios({step.run: step.cost for step in trial.of(side, purpose)}, trial.floor_us)
             for side in (trial.job.ours, trial.job.rival)]
    ours, theirs = (spread.text(each, ".2f") for each in times)
    return f"{trial.job.ours.name} {ours} times, {trial.job.rival.name} {theirs} times"


def _in_work(step):
    """Cost in units of the fixed work done beside the step, so that the machine's speed cancels."""
    return step.cost / (step.work_before_ns + step.work_after_ns)


def _limits(trial):
    """What ended the climbs of each side: the complaint of the fewest calls that were too many, and what did not."""
    lines = []
    for side in (trial.job.ours, trial.job.rival):
        borne, unsure = trial.capacities(side), trial.open_ended(side)
        said = [(step.calls, verdict.complaint(step, trial.job, trial.plan.lost_share))
                for step in trial.of(side, "capacity") if step.calls > borne[step.run]]
        if said:
            calls, what = min(said)
            lines.append(f"too many for {side.name}: {calls} {trial.job.unit}: {what}")
        if unsure:
            lines.append(f"{side.name} bears at least as many as told in {len(unsure)} of {len(borne)} runs:"
                         f" nothing but the generator or the highest stair ended them")
    return lines
