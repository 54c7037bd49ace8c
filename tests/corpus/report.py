#!/usr/bin/env python3
"""Scores fangzhi-extract on the annotated texts of tests/corpus and holds the scores above their floors.

usage: report.py [--held] [--confusions N] [--json FILE] [--note] [--counts FILE] [--extractor PROGRAM]

Prints a row for each document and one for each set, a column for each figure:

  detP detR detF1  the number was found and is a record: precision, recall, F1
  qty              value, upper end, unit and comparator right among the matched
  meas mod per     measure, modality, period right among the matched
  subj ind         subject, indicator right among the matched, in other words where they mean the same
  prom             F1 of target and expected
  sub2             subject right where it is not the document's commonest
  base of          base and `of` right where the gold has one
  recF1            F1 over records with quantity, measure, indicator, subject, period and modality all right
  mispl            predictions whose number does not stand at their offset

The sets are dev (texts written for the project) and raw-dev (stretches of ../shared/corpus/raw, skipped where these
texts are absent); --held adds held and raw-held, which nobody develops on. A set fails where a figure of its row is
under its floor in floors.json; --note writes new floors, two points below the figures of this run.
"""

import argparse
import calendar
import collections
import contextlib
import dataclasses
import decimal
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CORPUS = pathlib.Path(__file__).resolve().parent
ROOT = CORPUS.parents[1]
RAW_TEXTS = ROOT.parent / "shared/corpus/raw"
FLOORS = CORPUS / "floors.json"
MARGIN = 0.02

WHOLE_RECORD = ("quantity", "measure", "indicator", "subject", "period", "modality")
FIELDS = WHOLE_RECORD + ("base", "of")
# Figure, heading of its column.
FIGURES = (("detection_p", "detP"), ("detection_r", "detR"), ("detection_f1", "detF1"), ("quantity", "qty"),
           ("measure", "meas"), ("modality", "mod"), ("period", "per"), ("subject", "subj"), ("indicator", "ind"),
           ("promised", "prom"), ("subject_other", "sub2"), ("base_given", "base"), ("of_given", "of"),
           ("record_f1", "recF1"))

# Words of which one must not stand for the other, however alike the rest of two names is.
EXCLUSIVE = [w.split() for w in (
    "城镇 农村", "城市 农村", "进出口 出口 进口", "收入 支出", "第一产业 第二产业 第三产业", "工业 农业 服务业 建筑业",
    "存款 贷款", "养老 医疗 失业 工伤 生育", "新增 累计", "产值 增加值 利润 税收", "常住 户籍", "男 女", "小学 初中 高中",
    "省级 市级 县级 国家级", "开工 竣工", "受理 办结", "死亡 受伤", "人均 户均 亩均 地均", "旅客 货邮 货物")]
PERSONS = {"{人}", "{名}", "{位}"}
POINT = re.compile(r"(\d{4})(?:-H([12])|-Q([1-4])|-(\d\d)(?:-(\d\d))?)?")


@dataclasses.dataclass
class Document:
    id: str
    path: pathlib.Path
    text: str
    gold: list
    window: tuple


def number(text):
    try:
        return decimal.Decimal(str(text)) if str(text) else None
    except decimal.InvalidOperation:
        return text


def days(point):
    """First and last day of a point in time; ValueError where it is none."""
    match = POINT.fullmatch(point)
    if not match:
        raise ValueError(point)
    year, half, quarter, month, day = match.groups()
    year, first, last = int(year), 1, 12
    if half:
        first, last = int(half) * 6 - 5, int(half) * 6
    elif quarter:
        first, last = int(quarter) * 3 - 2, int(quarter) * 3
    elif month:
        first = last = int(month)
    if day:
        return (year, first, int(day)), (year, first, int(day))
    return (year, first, 1), (year, last, calendar.monthrange(year, last)[1])


def calendar_days(notation):
    """A period by its days, so that 2022-H1 is 2022-01/2022-06; an as-of period has no first one."""
    begin, slash, end = notation.partition("/")
    try:
        if not slash:
            return days(begin) if begin else None
        return (days(begin)[0] if begin else None, days(end)[1] if end else None)
    except (ValueError, calendar.IllegalMonthError):
        return notation


def bare(name):
    return "".join(c for c in name if c.isalnum())


def exclusive(a, b):
    """Whether one name has a word that excludes a word of the other: 城镇 and 农村."""
    for words in EXCLUSIVE:
        found = []
        for name in (a, b):
            kinds = set()
            for word in words:  # The longer ones come first: 进出口 is neither 出口 nor 进口.
                if word in name:
                    kinds.add(word)
                    name = name.replace(word, " ")
            found.append(kinds)
        if found[0] and found[1] and not found[0] & found[1]:
            return True
    return False


def means_same(a, b):
    """Whether two phrases name the same: equal but for marks, or mostly the same characters in the same order."""
    a, b = bare(a), bare(b)
    if a == b:
        return True
    if not a or not b or exclusive(a, b):
        return False
    shorter, longer = sorted((a, b), key=len)
    if shorter in longer:
        return 2 * len(shorter) >= len(longer)
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.65


def same_subject(a, b):
    a, b = bare(a), bare(b)
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= 3 and shorter in longer and 2 * len(shorter) >= len(longer)


def same_quantity(gold, found):
    units = {gold["unit"], found["unit"]}
    return (number(gold["value"]) == number(found["value"])
            and number(gold["value_high"]) == number(found["value_high"])
            and (len(units) == 1 or units <= PERSONS) and gold["comparator"] == found["comparator"])


def judge(gold, found):
    """Which fields of a matched prediction are right."""
    return {
        "quantity": same_quantity(gold, found),
        "measure": gold["measure"] == found["measure"],
        "modality": gold["modality"] == found["modality"],
        "period": calendar_days(gold["period"]) == calendar_days(found["period"]),
        "subject": same_subject(gold["subject"], found["subject"]),
        "indicator": means_same(gold["indicator"], found["indicator"]),
        "base": means_same(gold["base"], found["base"]),
        "of": means_same(gold["of"], found["of"]),
    }


def match(gold, found):
    """Pairs (gold, prediction) of the same number, one to one; the pairs that agree most come first."""
    candidates = []
    for g, record in enumerate(gold):
        begin, end = record["start"], record["start"] + len(record["number"])
        for f, other in enumerate(found):
            other_begin, other_end = other["start"], other["start"] + len(other["number"])
            common = min(end, other_end) - max(begin, other_begin)
            if common > 0 and 2 * common >= max(end - begin, other_end - other_begin):
                candidates.append((-sum(judge(record, other).values()), g, f))
    pairs, used_gold, used_found = [], set(), set()
    for _, g, f in sorted(candidates):
        if g not in used_gold and f not in used_found:
            pairs.append((gold[g], found[f]))
            used_gold.add(g)
            used_found.add(f)
    missed = [r for i, r in enumerate(gold) if i not in used_gold]
    spurious = [r for i, r in enumerate(found) if i not in used_found]
    return pairs, missed, spurious


class Tally:
    """Counts over one document or several."""

    def __init__(self):
        self.counts = collections.Counter()
        self.confusions = collections.defaultdict(list)

    def add(self, document, predictions):
        c = self.counts
        placed = []
        for p in predictions:
            if document.text[p["start"]:p["start"] + len(p["number"])] == p["number"] and p["number"]:
                placed.append(p)
            else:
                c["misplaced"] += 1
        pairs, missed, spurious = match(document.gold, placed)
        c["gold"] += len(document.gold)
        c["found"] += len(predictions)
        c["matched"] += len(pairs)
        usual = collections.Counter(g["subject"] for g in document.gold).most_common(1)
        c["promised_gold"] += sum(g["modality"] != "actual" for g in document.gold)
        c["promised_found"] += sum(p["modality"] != "actual" for p in placed)
        for gold, found in pairs:
            right = judge(gold, found)
            c.update(field for field in FIELDS if right[field])
            c["record"] += all(right[field] for field in WHOLE_RECORD)
            c["promised_hit"] += gold["modality"] != "actual" and right["modality"]
            if gold["subject"] != usual[0][0]:
                c["subject_other_all"] += 1
                c["subject_other"] += right["subject"]
            for field in ("base", "of"):
                if gold[field]:
                    c[field + "_given_all"] += 1
                    c[field + "_given"] += right[field]
            for field in FIELDS:
                if not right[field]:
                    self.confuse(document, field, self.shown(gold, field), self.shown(found, field), gold)
        for record in missed:
            self.confuse(document, "missed", record["measure"] + " " + record["unit"], "", record)
        for record in spurious:
            self.confuse(document, "spurious", "", record["measure"] + " " + record["unit"], record)

    @staticmethod
    def shown(record, field):
        if field != "quantity":
            return record[field] or "(none)"
        high = "–" + str(record["value_high"]) if record["value_high"] else ""
        return f"{record['comparator']}{record['value']}{high} {record['unit']}"

    def confuse(self, document, field, gold, found, record):
        begin = record["start"]
        context = document.text[max(0, begin - 24):begin + len(record["number"]) + 8]
        self.confusions[field, gold, found].append(f"{document.id}:{begin} …{' '.join(context.split())}…")

    def figures(self):
        c = self.counts

        def ratio(part, whole):
            return c[part] / c[whole] if c[whole] else 1.0

        def f1(hit, found, gold):
            return 2 * c[hit] / (c[found] + c[gold]) if c[found] + c[gold] else 1.0

        return {
            "detection_p": ratio("matched", "found"), "detection_r": ratio("matched", "gold"),
            "detection_f1": f1("matched", "found", "gold"),
            **{field: ratio(field, "matched") for field in WHOLE_RECORD},
            "promised": f1("promised_hit", "promised_found", "promised_gold"),
            "subject_other": ratio("subject_other", "subject_other_all"),
            "base_given": ratio("base_given", "base_given_all"), "of_given": ratio("of_given", "of_given_all"),
            "record_f1": f1("record", "found", "gold"), "misplaced": c["misplaced"]}

    def row(self, name):
        figures = self.figures()
        return (f"{name:24}{self.counts['gold']:5}{self.counts['found']:5} "
                + " ".join(f"{figures[key]:.3f}" for key, _ in FIGURES) + f"{figures['misplaced']:6}")


def text_folder(name):
    return RAW_TEXTS if name.startswith("raw-") else CORPUS / name


def read_documents(name):
    """The documents of a set; None where their texts are absent."""
    documents = []
    for entry in json.loads((CORPUS / name / "manifest.json").read_text(encoding="utf-8"))["documents"]:
        text = text_folder(name) / f"{entry.get('text', entry['id'])}.txt"
        if not text.exists():
            return None
        lines = (CORPUS / name / f"{entry['id']}.gold.jsonl").read_text(encoding="utf-8").splitlines()
        documents.append(Document(entry["id"], text, text.read_bytes().decode(), [json.loads(x) for x in lines if x.strip()],
                                  tuple(entry.get("window") or (0, sys.maxsize))))
    return documents


@contextlib.contextmanager
def linked_folder(name, documents):
    """A folder with the set's manifest and its texts beside it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "manifest.json").write_bytes((CORPUS / name / "manifest.json").read_bytes())
        for document in documents:
            (folder / f"{document.id}.txt").symlink_to(document.path)
        yield folder


def extract(name, documents, extractor):
    """The predictions of each document, those outside its window left out."""
    with linked_folder(name, documents) as folder:
        done = subprocess.run([extractor, "--manifest", folder / "manifest.json"], stdout=subprocess.PIPE, check=True,
                              timeout=600)
    predictions = collections.defaultdict(list)
    windows = {d.id: d.window for d in documents}
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        begin, end = windows[record["doc"]]
        if begin <= record["start"] < end:
            predictions[record["doc"]].append(record)
    return predictions


def print_confusions(tally, limit):
    print("\nWorst confusions: how often, field, gold → found, an example")
    ranked = sorted(tally.confusions.items(), key=lambda item: (-len(item[1]), item[0]))
    for (field, gold, found), examples in ranked[:limit]:
        print(f"{len(examples):4} {field:10} {gold} → {found}\n{'':16}{examples[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="also score the sets that nobody develops on")
    parser.add_argument("--confusions", type=int, default=0, metavar="N", help="list the N worst confusions")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--note", action="store_true", help="write new floors from this run")
    parser.add_argument("--counts", type=pathlib.Path, metavar="FILE", help="write `passed failed skipped` to FILE")
    parser.add_argument("--extractor", type=pathlib.Path, default=ROOT / "build/bin/fangzhi-extract")
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    passed = failed = skipped = 0
    noted, everything = {}, Tally()
    for name in ["dev", "raw-dev"] + (["held", "raw-held"] if args.held else []):
        documents = read_documents(name)
        if documents is None:
            print(f"SKIP {name}: its texts are not at {text_folder(name)}")
            skipped += 1
            continue
        predictions = extract(name, documents, args.extractor)
        print(f"{name:24} gold  got " + " ".join(f"{heading:>5}" for _, heading in FIGURES) + " mispl")
        total = Tally()
        for document in documents:
            own = Tally()
            for tally in (own, total, everything):
                tally.add(document, predictions[document.id])
            print(own.row(document.id))
        print(total.row(f"all of {name}"))
        figures = noted[name] = total.figures()
        under = [f"{key} {figures[key]:.3f} < {floor:.3f}" for key, floor in floors.get(name, {}).items()
                 if figures[key] < floor]
        if figures["misplaced"]:
            under.append(f"misplaced {figures['misplaced']} > 0")
        passed, failed = passed + (not under), failed + bool(under)
        print(f"{'FAIL' if under else 'PASS'} {name}" + (": " + ", ".join(under) if under else "") + "\n")
    if args.confusions:
        print_confusions(everything, args.confusions)
    if args.json:
        args.json.write_text(json.dumps(noted, indent=1) + "\n")
    if args.note:
        for name, figures in noted.items():
            floors[name] = {key: max(0, round(figures[key] - MARGIN, 3)) for key, _ in FIGURES}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
    if args.counts:
        args.counts.write_text(f"{passed} {failed} {skipped}\n")
    return 1 if failed and not args.note else 0


if __name__ == "__main__":
    sys.exit(main())
