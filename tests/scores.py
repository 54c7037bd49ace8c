#!/usr/bin/env python3
"""Scores fangzhi-extract against the gold of the shared corpus, and holds the scores above their floors.

usage: scores.py CORPUS SCORER COUNTS

CORPUS has the folders seeds, reports and written; SCORER is score.py. Writes `passed failed skipped` to the file COUNTS.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
DETECTION_FLOOR = 0.92
RECORD_FLOOR = 0.72


def score(folder, scorer):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as predictions:
        subprocess.run([ROOT / "build/bin/fangzhi-extract", "--manifest", folder / "manifest.json"],
                       stdout=predictions, check=True, timeout=300)
        done = subprocess.run([sys.executable, scorer, folder, predictions.name, "--json"], stdout=subprocess.PIPE,
                              text=True, check=True, timeout=300)
    return json.loads(done.stdout)


def main():
    corpus, scorer, counts = (pathlib.Path(a) for a in sys.argv[1:])
    passed = failed = 0
    for part in ("seeds", "reports", "written"):
        result = score(corpus / part, scorer)
        good = (result["detection_f1"] >= DETECTION_FLOOR and result["record_f1"] >= RECORD_FLOOR
                and result["misplaced"] == 0)
        passed, failed = passed + good, failed + (not good)
        print(f"{'PASS' if good else 'FAIL'} {part:8} detection F1 {result['detection_f1']:.3f} (at least"
              f" {DETECTION_FLOOR})  record F1 {result['record_f1']:.3f} (at least {RECORD_FLOOR})"
              f"  strict F1 {result['strict_f1']:.3f}  misplaced {result['misplaced']}")
    counts.write_text(f"{passed} {failed} 0\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
