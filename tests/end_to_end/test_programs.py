"""The programs as a user meets them: deploy/run.sh, the client, fangzhi-extract."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

from harness import BIN, EXTRACT_SECONDS, ROOT, SAMPLES, Fangzhi, extract, sample_documents

RECORD_FIELDS = {"doc", "start", "number", "indicator", "measure", "value", "value_high", "unit", "comparator", "subject",
                 "period", "base", "of", "modality"}


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


class RunScriptTest(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="fangzhi-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.ports = free_ports(3)
        # How to build is the caller's, how to run is this test's.
        self.environment = {k: v for k, v in os.environ.items()
                            if not k.startswith("FANGZHI_") or k in ("FANGZHI_JOBS", "FANGZHI_TESTS")}
        self.environment["FANGZHI_RUN_DIR"] = str(self.directory)
        for service, port in zip(("INGEST", "EXTRACTION", "QUERY"), self.ports):
            self.environment[f"FANGZHI_{service}_PORT"] = str(port)

    def start(self, *arguments):
        return subprocess.Popen([ROOT / "deploy" / "run.sh", *arguments], cwd=self.directory, env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                start_new_session=True,
                                # A shell that started the tests in the background has it ignored, for all below it.
                                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def run_once(self, *arguments):
        process = self.start("--once", *arguments)
        printed, _ = process.communicate(timeout=2 * EXTRACT_SECONDS)
        return process.returncode, printed

    def assert_nothing_listens(self):
        for port in self.ports:
            with socket.socket() as s:
                self.assertNotEqual(s.connect_ex(("127.0.0.1", port)), 0, f"something listens on {port}")

    def test_once_shows_the_samples(self):
        code, printed = self.run_once()
        self.assertEqual(code, 0, printed)
        for expected in ("规上工业总产值", "== Series: 地区生产总值, 宁国市", "468.2亿", "466.9亿", "grpcurl -plaintext"):
            self.assertIn(expected, printed)
        self.assert_nothing_listens()

    def test_paths_and_a_store_that_is_kept(self):
        self.environment["FANGZHI_STORE"] = str(self.directory / "kept.db")
        (self.directory / "one.txt").write_text("2023年,新桥街道实现工业总产值41.7亿元,同比增长5.5%。\n")
        code, printed = self.run_once("one.txt")
        self.assertEqual(code, 0, printed)
        self.assertIn("41.7亿元", printed)
        (self.directory / "two.txt").write_text("2022年,新桥街道实现工业总产值39.5亿元。\n")
        code, printed = self.run_once("two.txt")
        self.assertEqual(code, 0, printed)
        self.assertIn("41.7亿元", printed)
        self.assertIn("39.5亿元", printed)

    def test_a_taken_port_is_said(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.ports[2]))
            taken.listen()
            code, printed = self.run_once()
        self.assertEqual(code, 1)
        self.assertIn(f"Port {self.ports[2]} is taken", printed)
        self.assertIn("FANGZHI_QUERY_PORT", printed)

    def test_ctrl_c_ends_everything(self):
        process = self.start()
        self.addCleanup(process.stdout.close)
        lines = iter(process.stdout.readline, "")
        self.assertTrue(any("Ctrl-C" in line for line in lines))
        os.killpg(process.pid, signal.SIGINT)
        self.assertEqual(process.wait(timeout=30), 130)
        self.assert_nothing_listens()

    def test_a_path_that_does_not_exist_is_said(self):
        code, printed = self.run_once("no-such-file.txt")
        self.assertEqual(code, 2)
        self.assertIn("no-such-file.txt does not exist", printed)


class ClientTest(unittest.TestCase):
    def test_ingest_records_series_show(self):
        with Fangzhi() as fangzhi:
            printed = fangzhi.run_client("ingest", "--wait", str(SAMPLES))
            self.assertEqual(printed.count("stored"), len(sample_documents()))
            self.assertEqual(fangzhi.run_client("ingest", str(SAMPLES)).count("known"), len(sample_documents()))

            lines = fangzhi.run_client("--json", "records", "--limit", "0").splitlines()
            self.assertEqual(len(lines), len(fangzhi.records()))
            record = json.loads(lines[0])
            self.assertIn("8600万元", fangzhi.run_client("records", 'subject = "绍兴织锦纪纺织有限公司"'))
            self.assertIn("256.9亿", fangzhi.run_client("series", "规上工业总产值", "齐贤街道"))
            shown = fangzhi.run_client("show", record["name"].partition("/records/")[0])
            self.assertIn(record["quantity"]["number"], shown)

    def test_bytes_in_gb18030_give_what_the_text_gives(self):
        with Fangzhi() as fangzhi:
            fangzhi.run_client("ingest", "--wait", "--published", "2024-07", str(SAMPLES / "xinshi-half-2024.txt"))
            (document,) = fangzhi.documents()
            self.assertEqual(document["charset"], "GB18030")
            sample = [d for d in sample_documents() if d["id"] == "xinshi-half-2024"]
            self.assertEqual([r["quantity"]["number"] for r in fangzhi.records(order_by="document")],
                             [r["number"] for r in extract(sample)])

    def test_a_service_that_is_away_is_named(self):
        (port,) = free_ports(1)
        done = subprocess.run([BIN / "fangzhi", "--query", f"127.0.0.1:{port}", "--timeout", "5", "records"],
                              capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"127.0.0.1:{port}", done.stderr)


class ExtractTest(unittest.TestCase):
    def test_every_line_has_the_fields_and_stands_where_it_says(self):
        documents = sample_documents()
        texts = {d["id"]: d["text"] for d in documents}
        records = extract(documents)
        self.assertGreater(len(records), 20 * len(documents))
        for record in records:
            self.assertEqual(set(record) & RECORD_FIELDS, RECORD_FIELDS)
            self.assertTrue(texts[record["doc"]].startswith(record["number"], record["start"]), record)

    def test_the_same_text_gives_the_same_records(self):
        documents = sample_documents()[:5]
        self.assertEqual(extract(documents), extract(documents))


if __name__ == "__main__":
    unittest.main()
