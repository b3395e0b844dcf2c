import unittest

from lib.search import capacity


class CapacityTest(unittest.TestCase):
    def search(self, real, start, most=4000, **options):
        tried = []

        def passes(calls):
            tried.append(calls)
            return calls <= real

        return capacity(passes, start, most, **options), tried

    def test_finds_it_within_five_percent_from_far_below_and_above(self):
        for real in (1, 2, 7, 90, 333, 1800, 3999):
            for start in (1, 50, 500, 3999):
                found, tried = self.search(real, start, tries=40)
                self.assertLessEqual(found, real)
                self.assertGreaterEqual(found * 1.05, real - 1, (real, start, tried))

    def test_never_exceeds_the_most_nor_the_tries(self):
        found, tried = self.search(100_000, 100, most=450)
        self.assertEqual(found, 450)
        self.assertLessEqual(max(tried), 450)
        _, tried = self.search(3999, 1, tries=5)
        self.assertEqual(len(tried), 5)

    def test_tells_zero_when_not_even_one_call_is_borne(self):
        found, tried = self.search(0, 8, tries=20)
        self.assertEqual(found, 0)
        self.assertEqual(tried[-1], 1)

    def test_looks_again_near_a_number_found_before(self):
        found, tried = self.search(200, 200, faster=1.15, tries=5)
        self.assertEqual(found, 200)
        self.assertLessEqual(len(tried), 4)


if __name__ == "__main__":
    unittest.main()
