import contextlib
import dataclasses
import io
import unittest

from lib import jobs, load, table
from lib.test.steps import step
from lib.trial import Trial


@dataclasses.dataclass
class Plan:
    runs: int = 3
    capacity_runs: int = 3
    tries: int = 10
    most: int = 2000
    lost_share: float = 0.0


class Servers:
    """Two servers by their laws: each packet costs so much, and above so many calls one packet is lost."""

    def __init__(self, costs, limits, broken=()):
        self.costs, self.limits, self.broken, self.order = costs, limits, broken, []

    def floor_us(self, job):
        return 2.5 * (1 + (len(self.order) // 2) % 2)

    def step(self, job, side, calls, purpose, run):
        self.order.append((side.peer, purpose, run))
        if side.peer in self.broken:
            raise load.Unfit("it is broken")
        lost = 1 if calls > self.limits[side.peer] else 0
        # The machine is twice as slow every other run, and so is the fixed work.
        slow = 1 + run % 2
        return step(job=job.name, peer=side.peer, purpose=purpose, run=run, calls=calls, lost=lost,
                    lost_share=lost / 1000, us_per_packet=slow * self.costs[side.peer],
                    work_before_ns=slow * 30000.0, work_after_ns=slow * 30000.0)


class TrialTest(unittest.TestCase):
    def trial(self, servers, **plan):
        trial = Trial(jobs.named(["echo"])[0], servers, Plan(**plan))
        with contextlib.redirect_stderr(io.StringIO()):
            trial.run()
        return trial

    def test_alternates_and_changes_who_is_first(self):
        servers = Servers({"ringway": 5, "pion": 20}, {"ringway": 900, "pion": 200})
        self.trial(servers, capacity_runs=0)
        self.assertEqual([peer for peer, _, _ in servers.order],
                         ["ringway", "pion", "pion", "ringway", "ringway", "pion"])

    def test_finds_both_capacities_in_every_run(self):
        trial = self.trial(Servers({"ringway": 5, "pion": 20}, {"ringway": 900, "pion": 200}))
        for peer, limit in (("ringway", 900), ("pion", 200)):
            self.assertEqual(len(trial.capacities[peer]), 3)
            for found in trial.capacities[peer]:
                self.assertTrue(limit / 1.06 <= found <= limit, (peer, found))

    def test_takes_latency_at_seventy_percent_of_what_each_bears(self):
        trial = self.trial(Servers({"ringway": 5, "pion": 20}, {"ringway": 900, "pion": 200}))
        for side, limit in ((trial.job.ours, 900), (trial.job.rival, 200)):
            calls = {step.calls for step in trial.of(side, "busy")}
            self.assertEqual(len(trial.of(side, "busy")), 3)
            self.assertEqual(len(calls), 1)
            self.assertTrue(0.66 * limit <= calls.pop() <= 0.7 * limit)
        self.assertRegex(table.text(trial), r"at 70 % of that +6\d\d +1[34]\d\nlatency p50, ms")

    def test_tells_ratios_whatever_the_machines_speed(self):
        text = table.text(self.trial(Servers({"ringway": 5, "pion": 20}, {"ringway": 900, "pion": 200})))
        self.assertIn("pion's cost a packet is 4.00 [4.00, 4.00] times ringway's", text)
        self.assertIn("in units of the fixed work 4.00 [4.00, 4.00] times", text)
        self.assertIn("2.00 [2.00, 2.00] times, pion 8.00", text)
        self.assertRegex(text, r"ringway bears 4\.\d\d \[4\.\d\d, 4\.\d\d\] times pion's calls; the bar is 5")
        self.assertRegex(text, r"too many for pion: 2\d\d calls: 1 packets lost")

    def test_tells_what_could_not_be_measured(self):
        trial = self.trial(Servers({"ringway": 5}, {"ringway": 900}, broken={"pion"}), tries=4)
        text = table.text(trial)
        self.assertIn("not measured: pion, 150 calls, cost: it is broken (6 times)", text)
        self.assertEqual(trial.capacities["pion"], [None, None, None])
        self.assertIn("times ringway's", text)


if __name__ == "__main__":
    unittest.main()
