import unittest

from lib import jobs
from lib.test.steps import step
from lib.verdict import capacities, complaint, disturbed, open_ended


class ComplaintTest(unittest.TestCase):
    ECHO, SET_UP = jobs.named(["echo", "set-up"])

    def test_names_what_was_too_much(self):
        self.assertIsNone(complaint(step(), self.ECHO, 0))
        self.assertEqual(complaint(step(lost=1, lost_share=1e-4), self.ECHO, 0), "1 packets lost")
        self.assertIsNone(complaint(step(lost=1, lost_share=1e-4), self.ECHO, 1e-3))
        self.assertEqual(complaint(step(core_share=0.97), self.ECHO, 0), "processor 97% busy, 10% with the server")
        self.assertEqual(complaint(step(p99_ms=21.0), self.ECHO, 0), "latency p99 21.0 ms")
        self.assertEqual(complaint(step(failed=2, first_failure="no answer"), self.ECHO, 0),
                         "2 calls failed, the first of the run because: no answer")
        late = step(pacing_p99_ms=2.4, lost=1, lost_share=1e-4)
        self.assertEqual(complaint(late, self.ECHO, 0), "GENERATOR-LIMITED: pacing p99 2.4 ms")

    def test_allows_the_generator_a_tenth_of_what_a_packet_may_be_late(self):
        late = step(pacing_p99_ms=2.4, set_up_per_s=100.0)
        self.assertIsNone(complaint(late, self.SET_UP, 0))
        self.assertIsNone(disturbed(late, self.SET_UP))
        self.assertEqual(disturbed(late, self.ECHO), "the generator was 2.4 ms late at p99")

    def test_tells_a_late_speech_service_from_a_late_server(self):
        opus, = jobs.named(["opus-grpc"])
        behind = step(behind_p99_ms=12.0, p99_ms=21.0)
        self.assertEqual(complaint(behind, opus, 0), "latency p99 21.0 ms, the speech service behind by 12.0 ms")
        self.assertEqual(disturbed(behind, opus), "the speech service was 12.0 ms behind at p99")
        self.assertIsNone(disturbed(step(behind_p99_ms=2.0, p99_ms=21.0), opus))

    def test_knows_what_was_no_doing_of_the_server(self):
        self.assertIsNone(disturbed(step(stolen_share=0.004), self.ECHO))
        self.assertEqual(disturbed(step(stolen_share=0.005), self.ECHO),
                         "the host took 0.5% of a processor away")

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
