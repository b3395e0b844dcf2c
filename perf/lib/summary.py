"""All jobs in one table, out of the files of steps that comparisons have left."""
import csv
import dataclasses

from . import jobs, spread, verdict
from .step import Step

HEADER = ("job", "rival", "µs a packet", "rival's", "times", "calls a core", "rival's", "times", "bar")
FORM = "{:<16} {:<10} {:>12} {:>9} {:>7} {:>13} {:>9} {:>7} {:>6}"
NONE = "-"


def steps(file):
    """The steps of a CSV file."""
    kinds = {field.name: field.type for field in dataclasses.fields(Step)}
    with open(file, newline="", encoding="utf-8") as lines:
        return [Step(**{name: kinds[name](value) for name, value in row.items()}) for row in csv.DictReader(lines)]


def newest(folder):
    """The newest file of steps of each job there is one of."""
    found = {job.name: sorted(folder.glob(f"????-??-??-compare-{job.name}.csv")) for job in jobs.JOBS}
    return {name: files[-1] for name, files in found.items() if files}


def text(folder, lost_share=0.0):
    """A line a job: medians, and medians of the ratios of runs. ValueError when nothing was compared."""
    files = newest(folder)
    if not files:
        raise ValueError(f"no results of perf/compare in {folder}")
    lines = [FORM.format(*HEADER)]
    for job in jobs.JOBS:
        if job.name in files:
            lines.append(_line(job, steps(files[job.name]), lost_share))
    return "\n".join([*lines, "", "A job's bar is asked of the calls a core bears. Where calls are set up, µs are of a call,",
                      "and calls are calls a second."]) + "\n"


def _line(job, measured, lost_share):
    costs = [{s.run: s.cost for s in measured if s.peer == side.name and s.purpose == "cost"}
             for side in (job.ours, job.rival)]
    borne = [_capacities(job, [s for s in measured if s.peer == side.name], lost_share)
             for side in (job.ours, job.rival)]
    return FORM.format(job.name, job.rival.name, *(_median(each.values(), ".2f") for each in costs),
                       _median(spread.ratios(costs[1], costs[0]), ".2f"),
                       *(_median(each.values(), ".0f") for each in borne),
                       _median(spread.ratios(*borne), ".2f"), f"{job.bar:g}")


def _capacities(job, measured, lost_share):
    """By run, the most calls that were borne in its search."""
    borne = {}
    for step in measured:
        if step.purpose == "capacity" and not verdict.complaint(step, job, lost_share):
            borne[step.run] = max(step.calls, borne.get(step.run, 0))
    return borne


def _median(figures, form):
    figures = list(figures)
    return format(spread.median(figures), form) if figures else NONE
