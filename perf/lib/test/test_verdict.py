import unittest

from lib import jobs
from lib.test.steps import step
from lib.verdict import capacities, complaint, open_ended


class ComplaintTest(unittest.TestCase):
    ECHO, SET_UP = jobs.named(["echo", "set-up"])

    def test_names_what_was_too_much(self):
        self.assertIsNone(complaint(step(), self.ECHO, 0))
        self.assertEqual(complaint(step(lost=1, lost_share=1e-4), self.ECHO, 0), "1 packets lost")
        self.assertIsNone(complaint(step(lost=1, lost_share=1e-4), self.ECHO, 1e-3))
        self.assertEqual(complaint(step(core_share=0.97), self.ECHO, 0), "processor 97% busy, 10% with the server")
        self.assertEqual(complaint(step(p99_ms=21.0), self.ECHO, 0), "latency p99 21.0 ms")
        self.assertEqual(complaint(step(failed=2), self.ECHO, 0), "2 calls failed")
        late = step(pacing_p99_ms=2.4, lost=1, lost_share=1e-4)
        self.assertEqual(complaint(late, self.ECHO, 0), "GENERATOR-LIMITED: pacing p99 2.4 ms")

    def test_tells_what_a_climb_has_borne(self):
        def climbed(*stairs, run=0):
            return [step(run=run)] + [step(run=run, purpose="capacity", calls=calls, **figures)
                                      for calls, figures in stairs]

        lost, late = {"lost": 9, "lost_share": 0.1}, {"pacing_p99_ms": 5.0}
        steps = (climbed((150, {}), (170, lost), (190, {}), (210, lost), (230, late)) + climbed((150, lost), run=1)
                 + climbed((150, {}), (170, late), (190, late), run=2) + climbed(run=3))
        self.assertEqual(capacities(steps, self.ECHO, 0), {0: 190, 1: 100, 2: 150})
        self.assertEqual(open_ended(steps, self.ECHO, 0), [2])

    def test_judges_calls_that_come_and_go_by_how_they_are_set_up(self):
        self.assertIsNone(complaint(step(set_up_per_s=99.0, p99_ms=500.0), self.SET_UP, 0))
        self.assertEqual(complaint(step(set_up_per_s=80.0), self.SET_UP, 0), "only 80 calls set up a second")
        late = step(set_up_per_s=100.0, set_up_p99_ms=1500.0)
        self.assertEqual(complaint(late, self.SET_UP, 0), "set-up p99 1500.0 ms")
