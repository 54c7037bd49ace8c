"""Health tells the truth, and SIGTERM ends a service in good order."""

import json
import signal
import subprocess
import time
import unittest

from harness import (BIN, EXTRACTION, INGEST, QUERY, TOOLS, Fangzhi, Service, sample_documents, wait_for)


class HealthTest(unittest.TestCase):
    def test_query_is_not_serving_while_the_store_is_gone(self):
        with Fangzhi() as fangzhi:
            sample = sample_documents()[0]
            fangzhi.create(sample["text"])
            fangzhi.wait_extracted()
            before = fangzhi.records()
            self.assertTrue(before)
            fangzhi.ingest.stop()

            away = fangzhi.directory / "away"
            fangzhi.store_directory.rename(away)
            fangzhi.query.wait_health(QUERY, "NOT_SERVING")
            fangzhi.query.wait_health("", "NOT_SERVING")

            away.rename(fangzhi.store_directory)
            fangzhi.query.wait_health(QUERY, "SERVING")
            self.assertEqual(fangzhi.records(), before)

    def test_query_waits_for_the_first_store(self):
        with Fangzhi() as fangzhi:
            environment = dict(fangzhi.environment, FANGZHI_STORE=str(fangzhi.directory / "none" / "fangzhi.db"))
            early = Service("fangzhi-query", fangzhi.directory, environment)
            try:
                early.start()
                early.wait_health(QUERY, "NOT_SERVING")
            finally:
                early.close()

    def test_unknown_service_is_not_found(self):
        with Fangzhi() as fangzhi:
            self.assertEqual(fangzhi.query.health("fangzhi.v1.NoSuchService"), "NOT_FOUND")
            for service, name in ((fangzhi.ingest, INGEST), (fangzhi.extraction, EXTRACTION), (fangzhi.query, QUERY)):
                self.assertEqual(service.health(name), "SERVING")
                self.assertEqual(service.health(""), "SERVING")


class StopTest(unittest.TestCase):
    def test_sigterm_ends_every_service_with_zero(self):
        with Fangzhi() as fangzhi:
            fangzhi.create(sample_documents()[0]["text"])
            for service in (fangzhi.query, fangzhi.ingest, fangzhi.extraction):
                self.assertEqual(service.stop(), 0, service.log.read_text())
                self.assertIsNone(service.health())

    def test_calls_under_way_are_answered(self):
        text = "\n".join(d["text"] for d in sample_documents())
        with Fangzhi() as fangzhi:
            request = json.dumps({"key": "a", "request": {"text": text}}, ensure_ascii=False)
            call = subprocess.Popen(
                [TOOLS / "grpcurl", "-plaintext", "-d", "@", fangzhi.extraction.address,
                 f"{EXTRACTION}/StreamExtractRecords"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            # The stream is open and not finished while the service is asked to stop.
            call.stdin.write(request)
            call.stdin.flush()
            time.sleep(1)
            fangzhi.extraction.signal(signal.SIGTERM)
            time.sleep(0.5)
            out, err = call.communicate(timeout=60)
            self.assertEqual(call.returncode, 0, err)
            self.assertIn('"last": true', out)
            wait_for("fangzhi-extraction to end", lambda: not fangzhi.extraction.running(), 30)

    def test_documents_pending_at_stop_are_extracted_after_the_next_start(self):
        with Fangzhi() as fangzhi:
            fangzhi.extraction.signal(signal.SIGSTOP)
            fangzhi.create(sample_documents()[0]["text"])
            self.assertEqual(fangzhi.ingest.stop(), 0)
            fangzhi.extraction.signal(signal.SIGCONT)
            fangzhi.start_ingest()
            fangzhi.wait_extracted()
            self.assertTrue(fangzhi.records())

    def test_a_bad_flag_is_refused_with_a_sentence(self):
        for program in ("fangzhi-ingest", "fangzhi-extraction", "fangzhi-query"):
            done = subprocess.run([BIN / program, "--no_such_flag=1"], capture_output=True, text=True, timeout=20,
                                  check=False)
            self.assertEqual(done.returncode, 2)
            self.assertIn("no_such_flag", done.stderr)


if __name__ == "__main__":
    unittest.main()
