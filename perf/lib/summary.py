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
                      "and calls are calls a second. ≥: in some run nothing the server did ended the climb."]) + "\n"


def _line(job, measured, lost_share):
    costs = [{s.run: s.cost for s in measured if s.peer == side.name and s.purpose == "cost"}
             for side in (job.ours, job.rival)]
    by_side = [[s for s in measured if s.peer == side.name] for side in (job.ours, job.rival)]
    borne = [verdict.capacities(each, job, lost_share) for each in by_side]
    calls = [("≥ " if verdict.open_ended(each, job, lost_share) else "") + _median(most.values(), ".0f")
             for each, most in zip(by_side, borne)]
    return FORM.format(job.name, job.rival.name, *(_median(each.values(), ".2f") for each in costs),
                       _median(spread.ratios(costs[1], costs[0]), ".2f"),
                       *calls,
                       _median(spread.ratios(*borne), ".2f"), f"{job.bar:g}")


def _median(figures, form):
    figures = list(figures)
    return format(spread.median(figures), form) if figures else NONE
