#!/usr/bin/env python3
"""Runs the end-to-end tests of this directory.

usage: run.py COUNTS [PATTERN…]

Writes `passed failed skipped` to the file COUNTS. PATTERNs select tests by name, as unittest's -k.
"""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def main():
    counts, patterns = pathlib.Path(sys.argv[1]), sys.argv[2:]
    sys.path.insert(0, str(HERE))
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{p}*" for p in patterns] or None
    suite = loader.discover(str(HERE))
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    # A failing subtest and an error in a class's set-up are failures beside the tests that ran.
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    passed = max(result.testsRun - failed - skipped, 0)
    counts.write_text(f"{passed} {failed} {skipped}\n")
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
