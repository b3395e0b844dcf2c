import unittest

from lib.climb import Climb, stairs


class StairsTest(unittest.TestCase):
    def test_go_up_by_a_factor_and_end_at_the_most(self):
        self.assertEqual(stairs(100, 160), [100, 112, 125, 140, 157, 160])
        self.assertEqual(stairs(1, 6), [1, 2, 3, 4, 5, 6])
        self.assertEqual(stairs(50, 20), [20])


class ClimbTest(unittest.TestCase):
    def climb(self, limit, first=100, most=1600, cost=None, hiccups=()):
        """What is tried of a server that bears up to a limit, with so much of a processor a call, and what is told."""
        climb, tried = Climb(first, most), []
        while climb.calls:
            tried.append(climb.calls)
            missed = len(tried) in hiccups or climb.calls > limit
            climb.took(not missed, climb.calls * (cost or 1 / limit))
        return tried, climb.borne

    def test_ends_at_two_misses_one_after_the_other(self):
        tried, borne = self.climb(limit=400)
        self.assertEqual(borne, max(calls for calls in tried if calls <= 400))
        self.assertGreater(borne, 400 / 1.13)
        self.assertEqual(len([calls for calls in tried if calls > 400]), 2)
        self.assertLess(len(tried), 12)

    def test_forgives_a_single_miss(self):
        usual, borne = self.climb(limit=400)
        # One right below the limit is the first of two.
        for number in range(2, usual.index(borne) + 1):
            tried, again = self.climb(limit=400, hiccups=(number,))
            self.assertEqual(again, borne, (number, tried))

    def test_leaves_stairs_out_only_while_there_is_room(self):
        tried, _ = self.climb(limit=400)
        factors = [after / before for before, after in zip(tried, tried[1:])]
        self.assertGreater(factors[0], 1.5)
        for before, factor in zip(tried, factors):
            self.assertLess(before * factor / 400, max(0.82, 1.13 * before / 400))

    def test_takes_back_a_leap_that_was_too_far(self):
        # Hardly any processor, and yet no more than 180 calls.
        tried, borne = self.climb(limit=180, cost=0.0001)
        self.assertEqual(tried, [100, 157, 248, 176, 197, 221])
        self.assertEqual(borne, 176)

    def test_comes_to_the_highest_stair(self):
        tried, borne = self.climb(limit=5000, most=700)
        self.assertEqual((tried[-1], borne), (700, 700))
        self.assertEqual(self.climb(limit=5000, first=20, most=10), ([10], 10))

    def test_tells_when_nothing_was_borne(self):
        tried, borne = self.climb(limit=50, cost=0.001)
        self.assertEqual((tried, borne), ([100, 112], 0))

    def test_goes_on_where_earlier_climbs_bore_most(self):
        climb = Climb(100, 1600)
        climb.took(True, 0.1)
        climb.go_on_at(400)
        self.assertEqual(climb.calls, max(calls for calls in climb.stairs if calls <= 400))
        climb.took(False, 1)
        self.assertEqual(climb.calls, climb.stairs[1])
        lower = Climb(100, 1600)
        lower.took(True, 0.1)
        reached = lower.calls
        lower.go_on_at(100)
        self.assertEqual(lower.calls, reached)
