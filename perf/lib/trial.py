"""A job from its first step to its last: cost at a fixed load, how many calls are too many, latency at 70 % of them."""
import dataclasses
import sys

from . import load, processes, search, spread, verdict

AGAIN = 1.15
BUSY = 0.7


@dataclasses.dataclass(frozen=True)
class Plan:
    """How much is tried."""

    runs: int
    capacity_runs: int
    tries: int
    most: int
    lost_share: float


class Trial:
    """Ringway against a rival at one job. What was measured is in steps, in the order it was; complaints beside it."""

    def __init__(self, job, bench, plan):
        self.job, self.bench, self.plan = job, bench, plan
        self.steps, self.unfit, self.floor_us = [], [], {}
        self.capacities = {side.name: [] for side in (job.ours, job.rival)}

    def run(self):
        for run in range(self.plan.runs):
            self.floor_us[run] = self.bench.floor_us(self.job)
            for side in self._sides(run):
                self._step(side, self._fixed(), "cost", run)
        for run in range(self.plan.capacity_runs):
            for side in self._sides(run):
                self.capacities[side.name].append(self._capacity(side, run))
        for run in range(self.plan.capacity_runs):
            for side in self._sides(run):
                borne = spread.median(self.capacities[side.name])
                if borne:
                    self._step(side, max(1, round(BUSY * borne)), "busy", run)

    def _sides(self, run):
        """Who was first is last the next time."""
        sides = (self.job.ours, self.job.rival)
        return sides if run % 2 == 0 else sides[::-1]

    def of(self, side, purpose="cost"):
        return [step for step in self.steps if step.peer == side.name and step.purpose == purpose]

    def _fixed(self):
        return min(self.job.fixed, self.plan.most)

    def _capacity(self, side, run):
        """None for a server that could not even be measured at the fixed load."""
        if self.plan.runs and not self.of(side):
            return None
        before = self.capacities[side.name]
        if run == 0:
            return search.capacity(lambda calls: self._borne(side, calls, run), self._fixed(), self.plan.most,
                                   tries=self.plan.tries)
        return search.capacity(lambda calls: self._borne(side, calls, run), before[-1] or self._fixed(),
                               self.plan.most, faster=AGAIN, tries=self.plan.tries // 2)

    def _borne(self, side, calls, run):
        step = self._step(side, calls, "capacity", run)
        said = verdict.complaint(step, self.job, self.plan.lost_share) if step else "nothing was measured"
        if said:
            print(f"{self.job.name:<16} {side.name:<10} {calls} calls are too many: {said}", file=sys.stderr)
        return said is None

    def _step(self, side, calls, purpose, run):
        """One step, tried twice; None when neither could be measured, and why is kept."""
        for _ in range(2):
            try:
                step = self.bench.step(self.job, side, calls, purpose, run)
            except (load.Unfit, processes.Ended) as why:
                self.unfit.append(f"{side.name}, {calls} calls, {purpose}: {why}")
                print(f"{self.job.name:<16} {self.unfit[-1]}", file=sys.stderr)
            else:
                self.steps.append(step)
                return step
        return None
