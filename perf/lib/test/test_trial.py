import contextlib
import dataclasses
import io
import unittest

from lib import jobs, load, processes, table
from lib.test.steps import step
from lib.trial import Plan, Trial


class Servers:
    """Two servers by their laws: each packet costs so much, and above so many calls one packet is lost."""

    def __init__(self, costs, limits, broken=(), end_at=None, late=(), stolen=(), worn=()):
        self.costs, self.limits, self.broken, self.end_at, self.worn = costs, limits, broken, end_at, worn
        self.late, self.stolen = list(late), list(stolen)
        self.begun = []

    def floor_us(self, job):
        return 2.5 * (1 + (len(self.begun) // 2) % 2)

    def run(self, job, side, number, most):
        self.begun.append((side.peer, number))
        if side.peer in self.broken:
            raise load.Unfit("it is broken")
        return Run(self, job, side, number)


class Run:
    """One of them, up."""

    def __init__(self, servers, job, side, number):
        self.servers, self.job, self.side, self.number, self.steps = servers, job, side, number, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # The machine is twice as slow every other run, and so is the fixed work.
        slow = 30000.0 * (1 + self.number % 2)
        self.steps = [dataclasses.replace(each, work_before_ns=slow, work_after_ns=slow) for each in self.steps]

    def fixed(self):
        return self._step(self.job.fixed, "cost")

    def again(self):
        last = self.steps.pop()
        return self._step(last.calls, last.purpose)

    def stair(self, calls):
        if self.servers.end_at and calls > self.servers.end_at:
            raise processes.Ended("it is gone")
        return self._step(calls, "capacity")

    def busy(self, calls):
        return self._step(calls, "busy")

    def _step(self, calls, purpose):
        peer = self.side.peer
        slow, limit = 1 + self.number % 2, self.servers.limits[peer]
        stolen_share = self.servers.stolen.pop(0) if self.servers.stolen else 0.0
        lost = 500 if purpose == "busy" and peer in self.servers.worn else 1 if calls > limit or stolen_share else 0
        pacing_ms = self.servers.late.pop(0) if self.servers.late else 0.1
        self.steps.append(step(
            job=self.job.name, peer=peer, purpose=purpose, run=self.number, calls=calls, lost=lost,
            lost_share=lost / 1000, us_per_packet=slow * self.servers.costs[peer], core_share=0.9 * calls / limit,
            pacing_p99_ms=pacing_ms, stolen_share=stolen_share))
        return self.steps[-1]


class TrialTest(unittest.TestCase):
    COSTS, LIMITS = {"ringway": 5, "pion": 20}, {"ringway": 900, "pion": 200}

    def trial(self, servers=None, climbs=True, runs=3, most=2000):
        servers = servers or Servers(self.COSTS, self.LIMITS)
        trial = Trial(jobs.named(["echo"])[0], servers, Plan(runs, climbs, most, 0.0))
        with contextlib.redirect_stderr(io.StringIO()):
            trial.run()
        return trial

    def test_alternates_and_changes_who_is_first(self):
        servers = Servers(self.COSTS, self.LIMITS)
        trial = self.trial(servers, climbs=False)
        self.assertEqual(servers.begun, [("ringway", 0), ("pion", 0), ("pion", 1), ("ringway", 1), ("ringway", 2),
                                         ("pion", 2)])
        self.assertEqual({each.purpose for each in trial.steps}, {"cost"})
        self.assertEqual(trial.capacities(trial.job.ours), {})

    def test_finds_both_capacities_in_every_run(self):
        trial = self.trial()
        for side in (trial.job.ours, trial.job.rival):
            limit = self.LIMITS[side.peer]
            self.assertEqual(list(trial.capacities(side)), [0, 1, 2])
            for found in trial.capacities(side).values():
                self.assertTrue(limit / 1.13 <= found <= limit, (side.peer, found))
            self.assertEqual(trial.open_ended(side), [])

    def test_takes_latency_at_seventy_percent_of_what_each_run_bore(self):
        trial = self.trial()
        for side in (trial.job.ours, trial.job.rival):
            borne = trial.capacities(side)
            self.assertEqual({each.run: each.calls for each in trial.of(side, "busy")},
                             {run: round(0.7 * most) for run, most in borne.items()})
        self.assertRegex(table.text(trial), r"at 70 % of that +5\d\d +13\d\nprocessor a packet, µs .*\nlatency p50, ms")

    def test_leaves_out_a_server_that_has_not_got_over_the_climb(self):
        trial = self.trial(Servers(self.COSTS, self.LIMITS, worn={"pion"}), runs=1)
        self.assertEqual(trial.of(trial.job.rival, "busy"), [])
        self.assertEqual(len(trial.of(trial.job.ours, "busy")), 1)
        self.assertEqual(len([each for each in trial.steps if each.purpose == "busy"]), 2)
        self.assertRegex(table.text(trial), r"not measured: pion: 1\d\d calls after the climb: 50% of the packets lost")

    def test_tells_ratios_whatever_the_machines_speed(self):
        text = table.text(self.trial())
        self.assertIn("pion's cost a packet is 4.00 [4.00, 4.00] times ringway's", text)
        self.assertIn("in units of the fixed work 4.00 [4.00, 4.00] times", text)
        self.assertIn("µs a packet: ringway 2.00 [2.00, 2.00] times, pion 8.00 [8.00, 8.00] times\n"
                      "at 70 % of what each bears ringway 2.00 [2.00, 2.00] times, pion 8.00", text)
        self.assertRegex(text, r"ringway bears 4\.\d\d \[4\.\d\d, 4\.\d\d\] times pion's calls; the bar is 5")
        self.assertRegex(text, r"too many for pion: 2\d\d calls: 1 packets lost")

    def test_tells_what_could_not_be_measured(self):
        trial = self.trial(Servers({"ringway": 5}, {"ringway": 900}, broken={"pion"}))
        text = table.text(trial)
        self.assertIn("not measured: pion: it is broken (6 times)", text)
        self.assertEqual(trial.capacities(trial.job.rival), {})
        self.assertIn("times ringway's", text)

    def test_keeps_what_was_borne_until_a_server_ended(self):
        trial = self.trial(Servers(self.COSTS, self.LIMITS, end_at=190), runs=1)
        for side in (trial.job.ours, trial.job.rival):
            self.assertEqual(trial.of(side)[0].calls, 150)
            self.assertEqual(trial.of(side)[0].work_after_ns, 30000.0)
            self.assertEqual(trial.of(side, "busy"), [])
        self.assertIn("not measured: pion: it is gone", table.text(trial))

    def test_says_at_least_where_the_generator_ended_a_climb(self):
        trial = self.trial(Servers(self.COSTS, self.LIMITS, late=[0.1, 0.1, *[3] * 9]), runs=1)
        ours = trial.job.ours
        self.assertEqual(trial.open_ended(ours), [0])
        (most,) = trial.capacities(ours).values()
        self.assertLess(most, 900)
        text = table.text(trial)
        self.assertIn("GENERATOR-LIMITED: pacing p99 3.0 ms", text)
        self.assertIn("ringway bears at least as many as told in 1 of 1 runs", text)
        self.assertNotIn("pion bears at least", text)

    def test_says_at_least_where_there_were_no_more_stairs(self):
        trial = self.trial(most=300, runs=1)
        self.assertEqual(trial.capacities(trial.job.ours), {0: 300})
        self.assertEqual(trial.open_ended(trial.job.ours), [0])

    def test_takes_the_fixed_load_again_when_the_generator_was_late(self):
        trial = self.trial(Servers(self.COSTS, self.LIMITS, late=[3]), climbs=False, runs=1)
        (only,) = trial.of(trial.job.ours)
        self.assertEqual(only.pacing_p99_ms, 0.1)
        self.assertIn("made again: the generator was 3.0 ms late at p99", table.text(trial))

    def test_takes_a_stair_again_that_the_host_disturbed(self):
        trial = self.trial(Servers(self.COSTS, self.LIMITS, stolen=[0, 0, 0.02]), runs=1)
        text = table.text(trial)
        self.assertIn("made again: the host took 2.0% of a processor away", text)
        self.assertEqual([step.stolen_share for step in trial.steps if step.stolen_share], [])
        self.assertGreater(trial.capacities(trial.job.ours)[0], 800)

    def test_does_not_take_a_stair_again_that_filled_the_processor(self):
        limits = {"ringway": 140, "pion": 140}
        trial = self.trial(Servers(self.COSTS, limits, stolen=[0, 0.02, 0, 0.02]), runs=1)
        self.assertEqual([(each.calls, each.stolen_share) for each in trial.steps], 2 * [(150, 0), (168, 0.02)])
        self.assertEqual(trial.unfit, [])

    def test_does_not_take_it_again_for_ever(self):
        trial = self.trial(Servers(self.COSTS, self.LIMITS, stolen=[0, 0, *[0.02] * 9]), runs=1)
        ours = trial.of(trial.job.ours, "capacity")
        self.assertEqual(len([step for step in ours if step.stolen_share]), 3)
        self.assertEqual(trial.open_ended(trial.job.ours), [0])


if __name__ == "__main__":
    unittest.main()
