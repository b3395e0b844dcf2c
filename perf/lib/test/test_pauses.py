import unittest

from lib import pauses

LOG = """[1.101s] Safepoint "ICBufferFull", Time since last: 1000 ns, Reaching safepoint: 20 ns, At safepoint: 30 ns, Total: 50 ns
[2.202s] Safepoint "G1CollectForAllocation", Time since last: 9 ns, Reaching safepoint: 100000 ns, Cleanup: 1 ns, At safepoint: 2400000 ns, Leaving safepoint: 10 ns, Total: 2500000 ns
[3.303s] Safepoint "ZMarkEndYoung", Time since last: 9 ns, Reaching safepoint: 10000 ns, At safepoint: 20000 ns, Total: 30000 ns
"""


class PausesTest(unittest.TestCase):
    def test_reads_every_safepoint_with_the_way_there(self):
        self.assertEqual(pauses.parse(LOG), [("ICBufferFull", 5e-05), ("G1CollectForAllocation", 2.5), ("ZMarkEndYoung", 0.03)])

    def test_takes_only_those_for_garbage(self):
        self.assertEqual(pauses.collections(pauses.parse(LOG)), [2.5, 0.03])

    def test_takes_a_percentile_that_was_measured(self):
        values = [float(n) for n in range(1, 1001)]
        self.assertEqual([pauses.percentile(values, p) for p in (50, 99.9, 100)], [500, 999, 1000])
        self.assertEqual(pauses.percentile([3.0, 1.0], 99.9), 3.0)
        self.assertEqual(pauses.percentile([], 50), 0)
