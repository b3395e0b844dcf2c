import unittest

from lib.load import Unfit
from lib.watch import shares


class SharesTest(unittest.TestCase):
    SAMPLES = [(0.1 * i, 0.05 * i, 0.08 * i, 0.001 * i) for i in range(100)]

    def test_takes_only_what_lies_between(self):
        burst = self.SAMPLES[:50] + [(t, *(seconds + 3 for seconds in used)) for t, *used in self.SAMPLES[50:]]
        process, core, stolen = shares(burst, 0.95, 4.05)
        self.assertAlmostEqual(process, 0.5)
        self.assertAlmostEqual(core, 0.8)
        self.assertAlmostEqual(stolen, 0.01)

    def test_refuses_a_time_without_samples(self):
        with self.assertRaises(Unfit):
            shares(self.SAMPLES, 50, 60)
        with self.assertRaises(Unfit):
            shares([], 0, 1)
