import unittest

from lib import jobs
from lib.test.steps import step
from lib.verdict import complaint


class ComplaintTest(unittest.TestCase):
    ECHO, SET_UP = jobs.named(["echo", "set-up"])

    def test_names_what_was_too_much(self):
        self.assertIsNone(complaint(step(), self.ECHO, 0))
        self.assertEqual(complaint(step(lost=1, lost_share=1e-4), self.ECHO, 0), "1 packets lost")
        self.assertIsNone(complaint(step(lost=1, lost_share=1e-4), self.ECHO, 1e-3))
        self.assertEqual(complaint(step(core_share=0.97), self.ECHO, 0), "processor 97% busy, 10% with the server")
        self.assertEqual(complaint(step(p99_ms=21.0), self.ECHO, 0), "latency p99 21.0 ms")
        self.assertEqual(complaint(step(failed=2), self.ECHO, 0), "2 calls failed")

    def test_judges_calls_that_come_and_go_by_how_they_are_set_up(self):
        self.assertIsNone(complaint(step(set_up_per_s=99.0, p99_ms=500.0), self.SET_UP, 0))
        self.assertEqual(complaint(step(set_up_per_s=80.0), self.SET_UP, 0), "only 80 calls set up a second")
        late = step(set_up_per_s=100.0, set_up_p99_ms=1500.0)
        self.assertEqual(complaint(late, self.SET_UP, 0), "set-up p99 1500.0 ms")
