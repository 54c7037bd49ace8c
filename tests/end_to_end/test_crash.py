"""A crash between acknowledgement and extraction loses no document and doubles no record."""

import collections
import signal
import unittest

from harness import INGEST, Fangzhi, extract, sample_documents


def of_service(record):
    """What identifies a record and what it says, from an answer of the query service."""
    return (record["provenance"]["number"].get("start", "0"), record["quantity"]["number"],
            record["indicator"]["phrase"], record["quantity"]["value"], record["subject"]["name_text"])


def of_extract(record):
    """The same from a line of fangzhi-extract."""
    return (str(record["start"]), record["number"], record["indicator"], record["value"], record["subject"])


class CrashTest(unittest.TestCase):
    def assert_every_record_once(self, fangzhi, names):
        """`names`: document id of the samples by resource name."""
        samples = [d for d in sample_documents() if d["id"] in names.values()]
        expected = collections.Counter((r["doc"], *of_extract(r)) for r in extract(samples))
        records = fangzhi.records()
        stored = collections.Counter((names[r["name"].partition("/records/")[0]], *of_service(r)) for r in records)
        self.assertGreater(len(records), 20 * len(samples))
        self.assertEqual(stored, expected)
        self.assertEqual(len({r["name"] for r in records}), len(records))
        # A second commit of the same extraction would have superseded the first.
        self.assertEqual(len(fangzhi.records(show_superseded=True)), len(records))

    def test_kill_between_acknowledgement_and_extraction(self):
        samples = sample_documents()
        with Fangzhi() as fangzhi:
            fangzhi.extraction.signal(signal.SIGSTOP)
            names = {}
            for document in samples:
                answer = fangzhi.create(document["text"], published=document["published"])
                names[answer["document"]["name"]] = document["id"]
            self.assertEqual(len(names), len(samples))
            self.assertEqual(len(fangzhi.documents("DOCUMENT_STATE_PENDING")), len(samples))
            self.assertEqual(fangzhi.records(), [])

            fangzhi.ingest.kill()
            fangzhi.start_ingest()
            self.assertEqual(len(fangzhi.documents("DOCUMENT_STATE_PENDING")), len(samples))
            fangzhi.extraction.signal(signal.SIGCONT)

            fangzhi.wait_extracted()
            self.assertEqual({d["state"] for d in fangzhi.documents()}, {"DOCUMENT_STATE_EXTRACTED"})
            self.assert_every_record_once(fangzhi, names)

            # Another crash, after everything was committed, and the same texts again: nothing changes.
            fangzhi.ingest.kill()
            fangzhi.start_ingest()
            for document in samples:
                self.assertTrue(fangzhi.create(document["text"])["already_exists"])
            fangzhi.wait_extracted()
            self.assert_every_record_once(fangzhi, names)

    def test_extraction_comes_later_than_ingest(self):
        samples = sample_documents()[:4]
        with Fangzhi() as fangzhi:
            fangzhi.extraction.kill()
            requests = [{"begin": {"key": d["id"], "document": {"published": d["published"]},
                                   "content": {"text": d["text"]}}, "last": True} for d in samples]
            answers = fangzhi.ingest.call_all(f"{INGEST}/ImportDocuments", requests)
            names = {a["created"]["document"]["name"]: a["key"] for a in answers}
            self.assertEqual(sorted(names.values()), sorted(d["id"] for d in samples))
            self.assertEqual(len(fangzhi.documents("DOCUMENT_STATE_PENDING")), len(samples))

            fangzhi.start_extraction()
            fangzhi.wait_extracted()
            self.assert_every_record_once(fangzhi, names)


if __name__ == "__main__":
    unittest.main()
