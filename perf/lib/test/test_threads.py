import os
import threading
import time
import unittest

from lib import threads
from lib.threads import Use


class BetweenTest(unittest.TestCase):
    def test_puts_threads_of_a_kind_together(self):
        before = {("1", "sip-worker-0"): Use(1, 10), ("2", "sip-worker-1"): Use(2, 20), ("3", "main"): Use(5, 1)}
        after = {("1", "sip-worker-0"): Use(1.5, 13), ("2", "sip-worker-1"): Use(2.25, 24), ("3", "main"): Use(5, 1)}
        self.assertEqual(threads.between(before, after), [("sip-worker", Use(0.75, 7)), ("main", Use(0, 0))])

    def test_counts_new_threads_from_their_start(self):
        self.assertEqual(threads.between({}, {("9", "G1 Service"): Use(0.5, 3)}), [("G1 Service", Use(0.5, 3))])

    def test_knows_the_compilers(self):
        used = {("1", "C1 CompilerThre"): Use(1, 1), ("2", "C2 CompilerThre"): Use(2, 1), ("3", "C1000"): Use(4, 1)}
        self.assertEqual(threads.compiling_s(used), 3)

    def test_keeps_a_name_that_is_a_number(self):
        self.assertEqual([threads.kind(name) for name in ("42", "GC Thread#0", "media-loop-12")],
                         ["42", "GC Thread", "media-loop"])


class NowTest(unittest.TestCase):
    def test_counts_how_often_a_thread_waited(self):
        ended = threading.Event()
        waiter = threading.Thread(target=lambda: [ended.wait(0.01) for _ in range(30)])
        before = threads.now(os.getpid())
        waiter.start()
        deadline = time.monotonic() + 20
        most = 0
        while waiter.is_alive():
            self.assertLess(time.monotonic(), deadline)
            most = max([most, *(use.wakes for thread, use in threads.now(os.getpid()).items() if thread not in before)])
        self.assertGreaterEqual(most, 15)
