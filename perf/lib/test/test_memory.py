import unittest

from lib import memory
from lib.memory import Memory

INFO = """4711:
 garbage-first heap   total reserved 1572864K, committed 98304K, used 20480K [0x00000000a0000000, 0x0000000100000000)
  region size 1024K, 12 young (12288K), 0 survivors (0K)
 Metaspace       used 60000K, committed 60800K, reserved 1114112K
"""
SMAPS = """9ff00000-a0000000 rw-p 00000000 00:00 0
Size:               1024 kB
Rss:                 512 kB
a0000000-a6000000 rw-p 00000000 00:00 0
Rss:               70000 kB
a6000000-100000000 ---p 00000000 00:00 0
Rss:                   0 kB
7f0000000000-7f0000021000 rw-p 00000000 00:00 0                          [heap]
Rss:                 132 kB
"""
HISTOGRAM = """ num     #instances         #bytes  class name (module)
-------------------------------------------------------
   1:          2000        4000000  [B (java.base@25)
   2:           100           3200  io.ringway.media.leg.MediaLeg
Total          2100        4003200
"""


class MemoryTest(unittest.TestCase):
    def test_reads_what_the_heap_holds_and_where_it_is(self):
        self.assertEqual(memory.heap(INFO), (20480 * 1024, 0xA0000000, 0x100000000))

    def test_says_which_collector_it_cannot_read(self):
        with self.assertRaisesRegex(ValueError, "ZHeap"):
            memory.heap(" ZHeap           used 20M, capacity 64M, max capacity 1536M")

    def test_counts_only_mappings_of_the_heap(self):
        self.assertEqual(memory.resident(SMAPS, 0xA0000000, 0x100000000), 70000 * 1024)

    def test_reads_a_histogram(self):
        self.assertEqual(memory.classes(HISTOGRAM),
                         {"[B": (2000, 4000000), "io.ringway.media.leg.MediaLeg": (100, 3200)})

    def test_tells_what_grew_the_most_a_call(self):
        after = {"[B": (2200, 4_400_000), "[J": (100, 900_000), "small": (100, 1600)}
        self.assertEqual(memory.grown({"[B": (2000, 4_000_000)}, after, 100),
                         [(9000.0, 1.0, "[J"), (4000.0, 2.0, "[B")])

    def test_finds_the_slope_whatever_the_start(self):
        self.assertAlmostEqual(memory.slope([(0, 7000), (100, 8000), (200, 9000), (400, 11000)]), 10)
        self.assertEqual(Memory(5, 8) - Memory(2, 3), Memory(3, 5))
        self.assertEqual(Memory(5, 8).all, 13)
