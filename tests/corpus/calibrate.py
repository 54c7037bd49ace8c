#!/usr/bin/env python3
"""Fits the weights of services/extraction/data/confidence.tsv to the annotated texts.

usage: calibrate.py [--held] [--write] [--extractor PROGRAM] [--scorer SCORE.PY]

A record's confidence is the logistic function of a sum of weights, one for each feature that it has; features() says
which. The weights are those of a logistic regression of "quantity, measure, indicator, subject, period and modality are all
right" over dev, raw-dev and, where it lies beside the repository, the shared corpus. Prints a reliability table over
documents that the weights were not fitted to, four times a quarter of them; --held also one over the held sets. --write
writes the weights. What is right is judged by the shared scorer where there is one, else by report.py.
"""

import argparse
import collections
import importlib.util
import json
import math
import pathlib
import random
import subprocess
import sys

import report

WEIGHTS = report.ROOT / "services/extraction/data/confidence.tsv"
SHARED = [report.ROOT.parent / "shared/corpus" / name for name in ("seeds", "reports", "written")]
SCORER = report.ROOT.parent / "shared/score/score.py"
FEWEST = 12  # Records that must have a feature, or it gets no weight.
# What the logarithm of the odds loses on texts that no rule was made on. On the held sets it is more; with more, records at
# 0.9 would be less than half of all.
UNSEEN = 0.02
HEADER = """# What tells how surely a record is right. Columns: feature, weight. The confidence is the logistic function of the sum of the
# weights of a record's features; `intercept` is in every sum. Fitted by tests/corpus/calibrate.py.
"""


def load_judge(scorer):
    """judge(gold, found) of the scorer at that path; of report.py where none is there."""
    if not scorer.exists():
        print(f"judged by report.py: {scorer} is absent")
        return report.judge
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.judge


def bucket(length):
    return next((str(limit) for limit in (2, 3, 6, 10, 14) if length <= limit), "more")


def kind(unit):
    if unit.startswith("{"):
        return "count"
    return {"CNY": "money", "USD": "money", "HKD": "money", "EUR": "money", "JPY": "money", "%": "rate", "‰": "rate",
            "pp": "points", "1": "bare"}.get(unit, "physical")


def features(record):
    """The same as Features() in services/extraction/confidence.cc."""
    found = [f"{field}={rule}" for field, rule in record["rules"].items()]
    found.append("catalogue" if record["indicator_id"] else "open")
    found.append("length=" + bucket(len(record["indicator"])))
    found.append("unit=" + kind(record["unit"]))
    found.append("measure_is=" + record["measure"])
    if any(c in "的了把被着将已、是使让向从" for c in record["indicator"]):
        found.append("clause_in_indicator")
    if "“" in record["indicator"]:
        found.append("quotation_in_indicator")
    if not record["period"]:
        found.append("no_period")
    return found


def predict(folder, documents, extractor):
    lines = subprocess.run([extractor, "--explain", "--manifest", folder / "manifest.json"], stdout=subprocess.PIPE,
                           check=True, timeout=600).stdout.decode().splitlines()
    windows = {d.id: d.window for d in documents}
    predictions = collections.defaultdict(list)
    for record in map(json.loads, lines):
        begin, end = windows[record["doc"]]
        if begin <= record["start"] < end:
            predictions[record["doc"]].append(record)
    return predictions


def examples(documents, predictions, judge):
    """(document, features, right) of each prediction."""
    for document in documents:
        pairs, _, spurious = report.match(document.gold, predictions[document.id])
        for gold, found in pairs:
            right = judge(gold, found)
            yield document.id, features(found), all(right[field] for field in report.WHOLE_RECORD)
        for found in spurious:
            yield document.id, features(found), False


def read_set(name, extractor, judge):
    documents = report.read_documents(name)
    if documents is None:
        print(f"SKIP {name}: its texts are not beside the repository")
        return []
    with report.linked_folder(name, documents) as folder:
        return list(examples(documents, predict(folder, documents, extractor), judge))


def read_shared(folder, extractor, judge):
    documents = []
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["documents"]:
        text, gold = folder / f"{entry['id']}.txt", folder / f"{entry['id']}.gold.jsonl"
        lines = gold.read_text(encoding="utf-8").splitlines()
        documents.append(report.Document(entry["id"], text, text.read_bytes().decode(),
                                         [json.loads(x) for x in lines if x.strip()],
                                         tuple(entry.get("window") or (0, sys.maxsize))))
    return list(examples(documents, predict(folder, documents, extractor), judge))


def fit(data, rounds=200, rate=0.5, decay=1.0):
    """Weights by feature: logistic regression by AdaGrad on the whole set, the weights pulled towards 0; less UNSEEN."""
    counts = collections.Counter(f for _, found, _ in data for f in found)
    weights = {f: 0.0 for f, n in counts.items() if n >= FEWEST} | {"intercept": 0.0}
    squares = dict.fromkeys(weights, 1e-8)
    for _ in range(rounds):
        gradient = {f: 0.0 if f == "intercept" else decay * w / len(data) for f, w in weights.items()}
        for _, found, right in data:
            error = (probability(weights, found) - right) / len(data)
            gradient["intercept"] += error
            for f in found:
                if f in gradient:
                    gradient[f] += error
        for f, g in gradient.items():
            squares[f] += g * g
            weights[f] -= rate * g / math.sqrt(squares[f])
    weights["intercept"] -= UNSEEN
    return weights


def probability(weights, found):
    return 1 / (1 + math.exp(-weights["intercept"] - sum(weights.get(f, 0) for f in found)))


def print_reliability(title, judged):
    print(f"\n{title}\n  confidence   records  share  predicted  right")
    for low, high in ((0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        part = [(p, right) for p, right in judged if low <= p < high]
        if part:
            print(f"  {low:.1f} – {min(high, 1):.1f}  {len(part):8}  {len(part) / len(judged):5.2f}  "
                  f"{sum(p for p, _ in part) / len(part):9.3f}  {sum(r for _, r in part) / len(part):5.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--extractor", type=pathlib.Path, default=report.ROOT / "build/bin/fangzhi-extract")
    parser.add_argument("--scorer", type=pathlib.Path, default=SCORER)
    args = parser.parse_args()
    judge = load_judge(args.scorer)
    data = [e for name in ("dev", "raw-dev") for e in read_set(name, args.extractor, judge)]
    data += [e for folder in SHARED if folder.exists() for e in read_shared(folder, args.extractor, judge)]
    names = sorted({document for document, _, _ in data})
    random.Random(1).shuffle(names)
    judged = []
    for k in range(4):
        aside = set(names[k::4])
        weights = fit([e for e in data if e[0] not in aside])
        judged += [(probability(weights, found), right) for document, found, right in data if document in aside]
    print_reliability("Documents the weights were not fitted to", judged)
    weights = fit(data)
    if args.held:
        held = [e for name in ("held", "raw-held") for e in read_set(name, args.extractor, judge)]
        print_reliability("held and raw-held", [(probability(weights, found), right) for _, found, right in held])
    if args.write:
        lines = [f"{f}\t{w:.3f}\n" for f, w in sorted(weights.items())]
        WEIGHTS.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
