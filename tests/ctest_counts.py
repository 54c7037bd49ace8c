#!/usr/bin/env python3
"""Prints `passed failed skipped` of a JUnit file that CTest wrote.

usage: ctest_counts.py FILE
"""

import sys
import xml.etree.ElementTree

suite = xml.etree.ElementTree.parse(sys.argv[1]).getroot()
total, failed = int(suite.get("tests")), int(suite.get("failures"))
skipped = int(suite.get("skipped")) + int(suite.get("disabled"))
print(total - failed - skipped, failed, skipped)
