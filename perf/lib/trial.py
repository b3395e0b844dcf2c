"""A job from its first run to its last: cost at a fixed load, the climb to what is too much, latency at 70 % of it."""
import dataclasses
import statistics
import sys

from . import load, processes, verdict
from .climb import Climb

BUSY = 0.7
KNOWN = 0.75
"""Of what earlier runs have borne: a climb need not show again that so much is."""
AGAIN = 1
"""So often a stair is made again when it was not the server that was measured."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """How much is tried."""

    runs: int
    climbs: bool
    """Whether runs go on from the fixed load."""
    most: int
    lost_share: float


class Trial:
    """Ringway against a rival at one job. What was measured is in steps, in the order it was; complaints beside it."""

    def __init__(self, job, bench, plan):
        self.job, self.bench, self.plan = job, bench, plan
        self.steps, self.unfit, self.floor_us = [], [], {}

    def run(self):
        for number in range(self.plan.runs):
            self.floor_us[number] = self.bench.floor_us(self.job)
            for side in self._sides(number):
                # Another start, when not even the fixed load could be measured.
                if not self._run(side, number):
                    self._run(side, number)

    def _sides(self, number):
        """Who was first is last the next time."""
        sides = (self.job.ours, self.job.rival)
        return sides if number % 2 == 0 else sides[::-1]

    def of(self, side, purpose="cost"):
        """Its steps of one purpose that say something."""
        return [step for step in self._all_of(side) if step.purpose == purpose and not verdict.unrecovered(step)]

    def capacities(self, side):
        """By run, the most calls it has borne."""
        return verdict.capacities(self._all_of(side), self.job, self.plan.lost_share)

    def open_ended(self, side):
        """The runs in which it might have borne more."""
        return verdict.open_ended(self._all_of(side), self.job, self.plan.lost_share)

    def _all_of(self, side):
        return [step for step in self.steps if step.peer == side.name]

    def _run(self, side, number):
        """One start of a server; the steps of it."""
        run = None
        try:
            with self.bench.run(self.job, side, number, self._most()) as run:
                self._measure(run, side)
        except (load.Unfit, processes.Ended) as why:
            self._note(side, why)
        steps = run.steps if run else []
        self.steps += steps
        return steps

    def _most(self):
        return max(self.job.fixed, min(self.job.most, self.plan.most))

    def _measure(self, run, side):
        """As far as it goes."""
        try:
            fixed = self._undisturbed(run, side, run.fixed(), self._generators)
            if self.plan.climbs:
                self._climb(run, side, fixed)
        except (load.Unfit, processes.Ended) as why:
            self._note(side, why)

    def _climb(self, run, side, fixed):
        climb = Climb(self.job.fixed, self._most())
        climb.took(self._borne(side, fixed), fixed.busy)
        earlier = self.capacities(side).values()
        if earlier:
            climb.go_on_at(KNOWN * statistics.median(earlier))
        while climb.calls:
            calls = climb.calls
            try:
                step = self._undisturbed(run, side, run.stair(calls), self._complaint)
                climb.took(self._borne(side, step), step.busy)
            except load.Unfit as why:
                self._note(side, f"{calls} {self.job.unit}: {why}")
                climb.took(False, 1)
        if climb.borne:
            step = self._undisturbed(run, side, run.busy(max(1, round(BUSY * climb.borne))))
            if verdict.unrecovered(step):
                self._note(side, f"{step.calls} {self.job.unit} after the climb: {step.lost_share:.0%} of the packets lost")

    def _undisturbed(self, run, side, step, matters=lambda step: True):
        """The step, made again while what disturbed it matters."""
        for _ in range(AGAIN):
            why = verdict.disturbed(step, self.job)
            if not why or verdict.full(step) or not matters(step):
                break
            self._note(side, f"{step.calls} {self.job.unit}, made again: {why}")
            step = run.again()
        return step

    def _generators(self, step):
        """Processor time is what counts at the fixed load, and the host's share of it is not the server's."""
        return verdict.generator_limited(step, self.job)

    def _complaint(self, step):
        return verdict.complaint(step, self.job, self.plan.lost_share)

    def _borne(self, side, step):
        said = self._complaint(step)
        if said:
            print(f"{self.job.name:<16} {side.name:<10} {step.calls} {self.job.unit} are too many: {said}",
                  file=sys.stderr)
        return said is None

    def _note(self, side, why):
        self.unfit.append(f"{side.name}: {why}")
        print(f"{self.job.name:<16} {self.unfit[-1]}", file=sys.stderr)
