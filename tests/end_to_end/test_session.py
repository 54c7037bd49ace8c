"""The README's first session, call by call, and what reflection and error details must hold beyond it."""

import os
import re
import subprocess
import unittest

from harness import BIN, EXTRACTION, INGEST, QUERY, ROOT, SAMPLES, TOOLS, CallError, Fangzhi, grpcurl

HEALTH = "grpc.health.v1.Health"
REFLECTION = "grpc.reflection.v1alpha.ServerReflection"
METHODS = {
    INGEST: {"CreateDocument", "ImportDocuments", "GetDocument", "ListDocuments", "DeleteDocument", "ReextractDocuments",
             "WatchDocuments"},
    EXTRACTION: {"ExtractRecords", "StreamExtractRecords", "AnnotateText"},
    QUERY: {"GetRecord", "ListRecords", "SearchRecords", "GetSeries", "CompareRegions", "RankRegions", "ListIndicators",
            "ListRegions", "ListTopics", "GetAvailability", "ListConflicts", "CheckConsistency", "ExportRecords",
            "WatchRecords"},
    HEALTH: {"Check", "Watch"},
}


def readme_session():
    """The calls of the README's first session: pairs of a shell script and the lines shown after it."""
    section = re.search(r"^## A first session\n(.*?)^## ", (ROOT / "README.md").read_text(), re.S | re.M).group(1)
    blocks = re.findall(r"^```(sh|text)\n(.*?)^```", section, re.S | re.M)
    session = []
    for kind, body in blocks:
        if kind == "sh":
            session.append([body, []])
        else:
            session[-1][1] += body.splitlines()
    return session


class SessionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fangzhi = cls.enterClassContext(Fangzhi())
        cls.fangzhi.run_client("ingest", str(SAMPLES / "manifest.json"))
        cls.fangzhi.wait_extracted()

    def run_block(self, script):
        """Runs a block as it stands, with the ports of this test, and returns what it printed."""
        fangzhi = self.fangzhi
        ports = {"50051": fangzhi.ingest.port, "50052": fangzhi.extraction.port, "50053": fangzhi.query.port}
        script = re.sub(r"localhost:(5005[123])", lambda m: f"127.0.0.1:{ports[m.group(1)]}", script)
        environment = dict(fangzhi.environment, PATH=f"{TOOLS}:{BIN}:{os.environ['PATH']}",
                           FANGZHI_INGEST_TARGET=fangzhi.ingest.address, FANGZHI_QUERY_TARGET=fangzhi.query.address,
                           FANGZHI_EXTRACTION_TARGET=fangzhi.extraction.address)
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=ROOT, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        # A reader takes longer to type the next call than extraction takes.
        fangzhi.wait_extracted()
        return done.returncode, done.stdout

    def test_readme_session(self):
        session = readme_session()
        self.assertGreater(len(session), 8)
        for script, shown in session:
            with self.subTest(script=script.strip().splitlines()[0]):
                code, printed = self.run_block(script)
                self.assertEqual(code != 0, any("Code:" in line for line in shown), printed)
                rest = printed.splitlines()
                for line in shown:
                    self.assertIn(line.strip(), [r.strip() for r in rest], f"in this order in\n{printed}")
                    rest = rest[[r.strip() for r in rest].index(line.strip()) + 1:]

    def test_reflection_lists_and_describes_every_service(self):
        fangzhi = self.fangzhi
        for service, own in ((fangzhi.ingest, INGEST), (fangzhi.extraction, EXTRACTION), (fangzhi.query, QUERY)):
            listed = grpcurl(service.address, "list").split()
            self.assertEqual(set(listed), {own, HEALTH, REFLECTION})
            for name in (own, HEALTH):
                described = grpcurl(service.address, "describe", name)
                self.assertEqual(set(re.findall(r"rpc (\w+) \(", described)), METHODS[name])
                for message in re.findall(r"\.((?:fangzhi|grpc)\.[\w.]+) ?\)", described):
                    self.assertIn("message", grpcurl(service.address, "describe", message))

    def test_series_holds_the_plan_the_outcome_and_the_disagreement(self):
        series = self.fangzhi.query.call(f"{QUERY}/GetSeries", {"indicator": "地区生产总值", "subject": "宁国市"})
        values = {}
        for point in series["points"]:
            for value in point["values"]:
                if value["measure"] == "MEASURE_LEVEL":
                    figures = [value["record"], *value.get("alternatives", [])]
                    values.setdefault((point["period"]["notation"], value["modality"]), set()).update(
                        f["quantity"]["value"] for f in figures)
        self.assertIn("47000000000", values[("2023", "MODALITY_TARGET")])
        told = values.get(("2023", "MODALITY_ACTUAL"), set()) | values.get(("2023", "MODALITY_EXPECTED"), set())
        self.assertLessEqual({"46820000000", "46690000000"}, told)

    def test_bad_arguments_name_their_fields(self):
        fangzhi = self.fangzhi
        cases = (
            (fangzhi.ingest, f"{INGEST}/CreateDocument", {}, "content"),
            (fangzhi.ingest, f"{INGEST}/CreateDocument",
             {"document": {"published": "yesterday"}, "content": {"text": "增长3%。"}}, "document.published"),
            (fangzhi.ingest, f"{INGEST}/GetDocument", {"name": "nonsense"}, "name"),
            (fangzhi.ingest, f"{INGEST}/ListDocuments", {"page_token": "?"}, "page_token"),
            (fangzhi.extraction, f"{EXTRACTION}/ExtractRecords", {}, "text"),
            (fangzhi.query, f"{QUERY}/ListRecords", {"filter": "no_such_field = 1"}, "filter"),
            (fangzhi.query, f"{QUERY}/ListRecords", {"page_size": -1}, "page_size"),
            (fangzhi.query, f"{QUERY}/GetSeries", {"indicator": "地区生产总值"}, "subject"),
        )
        for service, method, request, field in cases:
            with self.subTest(method=method, field=field):
                with self.assertRaises(CallError) as caught:
                    service.call(method, request)
                self.assertIn("Code: InvalidArgument", caught.exception.text)
                self.assertIn(f'"field": "{field}"', caught.exception.text)
                self.assertIn('"description": "', caught.exception.text)

    def test_later_methods_say_that_they_are_not_there_yet(self):
        cases = [(self.fangzhi.ingest, INGEST, m) for m in ("ReextractDocuments", "WatchDocuments")]
        for service, name, method in cases:
            with self.subTest(method=method):
                with self.assertRaises(CallError) as caught:
                    service.call(f"{name}/{method}")
                self.assertIn("Code: Unimplemented", caught.exception.text)
                self.assertRegex(caught.exception.text, r"Message: \w+.* \w+")


if __name__ == "__main__":
    unittest.main()
