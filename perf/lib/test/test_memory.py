import unittest

from lib import memory
from lib.memory import Memory

INFO = """4711:
 garbage-first heap   total reserved 1572864K, committed 98304K, used 20480K [0x00000000a0000000, 0x0000000100000000)
  region size 1024K, 12 young (12288K), 0 survivors (0K)
 Metaspace       used 60000K, committed 60800K, reserved 1114112K
"""
Z_INFO = """4711:
 ZHeap            used 68M, capacity 378M, max capacity 6028M
  Cache           310M (5)
"""
SMAPS = """9ff00000-a0000000 rw-p 00000000 00:00 0
Size:               1024 kB
Rss:                 512 kB
a0000000-a6000000 rw-p 00000000 00:00 0
Rss:               70000 kB
a6000000-100000000 ---p 00000000 00:00 0
Rss:                   0 kB
40000000000-40018000000 rw-s 00000000 00:01 5                            /memfd:java_heap (deleted)
Rss:                 900 kB
7f0000000000-7f0000021000 rw-p 00000000 00:00 0                          [heap]
Rss:                 132 kB
"""
HISTOGRAM = """ num     #instances         #bytes  class name (module)
-------------------------------------------------------
   1:          2000        4000000  [B (java.base@25)
   2:           100           3200  io.ringway.media.leg.MediaLeg
Total          2100        4003200
"""
TRACKED = """Native Memory Tracking:

Total: reserved=2900000KB, committed=500000KB
-                 Java Heap (reserved=1572864KB, committed=98304KB)
                            (mmap: reserved=1572864KB, committed=98304KB, peak=98304KB)
-                     Class (reserved=1049000KB, committed=1500KB)
-                      Code (reserved=247800KB, committed=20000KB)
-                     Other (reserved=70000KB, committed=70000KB)
-        Shared class space (reserved=90000KB, committed=80000KB, readonly=0KB)
"""


class MemoryTest(unittest.TestCase):
    def test_finds_the_heap_of_g1_where_it_says_it_is(self):
        self.assertEqual(memory.resident_heap(SMAPS, INFO), 70000 * 1024)

    def test_finds_the_heap_of_zgc_by_its_name(self):
        self.assertEqual(memory.resident_heap(SMAPS, Z_INFO), 900 * 1024)

    def test_wants_a_heap_it_knows(self):
        with self.assertRaisesRegex(ValueError, "neither of G1's nor of ZGC's"):
            memory.resident_heap(SMAPS, "4711:\n PSYoungGen      total 76288K, used 3932K")

    def test_knows_what_the_jvm_needs_for_itself(self):
        own, others = memory.tracked(TRACKED)
        self.assertEqual(own, 1024 * (1500 + 20000 + 80000))
        self.assertEqual(others, {"Other": (1, 1024 * 70000)})
        with self.assertRaisesRegex(ValueError, "not enabled"):
            memory.tracked("1:\nNative memory tracking is not enabled")

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
