"""Starts the programs of build/bin as processes and calls them with grpcurl."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / "build" / "bin"
TOOLS = ROOT / "build" / "tools"
SAMPLES = ROOT / "deploy" / "samples"

INGEST = "fangzhi.v1.IngestService"
EXTRACTION = "fangzhi.v1.ExtractionService"
QUERY = "fangzhi.v1.QueryService"

START_SECONDS = 30
EXTRACT_SECONDS = 120


def wait_for(what, condition, seconds):
    """Returns the first true value of `condition`, asked until `seconds` are over."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.05)


class CallError(Exception):
    """A call that was answered with an error. `text` is what grpcurl printed."""

    def __init__(self, text):
        super().__init__(text)
        self.text = text


def grpcurl(*arguments, stdin=None):
    """Runs grpcurl and returns what it prints."""
    done = subprocess.run([TOOLS / "grpcurl", "-plaintext", "-max-time", "60", *arguments], input=stdin,
                          capture_output=True, text=True, timeout=90, check=False)
    if done.returncode:
        raise CallError(done.stderr + done.stdout)
    return done.stdout


def parse_answers(text):
    """The JSON values that grpcurl printed one after another."""
    decoder, position, answers = json.JSONDecoder(), 0, []
    text = text.strip()
    while position < len(text):
        answer, position = decoder.raw_decode(text, position)
        answers.append(answer)
        while position < len(text) and text[position].isspace():
            position += 1
    return answers


class Service:
    """One service process. Its port is its own choice, and kept over restarts."""

    def __init__(self, name, directory, environment, arguments=()):
        self.name = name
        self.log = directory / f"{name}.log"
        self._directory = directory
        self._environment = environment
        self._arguments = list(arguments)
        self._process = None
        self.port = 0

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self):
        return self._process.pid

    def start(self):
        port_file = self._directory / f"{self.name}.port"
        port_file.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [BIN / self.name, f"--port={self.port}", f"--port_file={port_file}", *self._arguments],
                env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

        def port():
            if self._process.poll() is not None:
                raise AssertionError(f"{self.name} ended with {self._process.returncode}:\n{self.log.read_text()}")
            return port_file.exists() and port_file.read_text().strip()

        self.port = int(wait_for(f"{self.name} to listen", port, START_SECONDS))
        return self

    def running(self):
        return self._process is not None and self._process.poll() is None

    def signal(self, number):
        self._process.send_signal(number)

    def kill(self):
        """Ends the process at once, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def stop(self, seconds=20):
        """Asks the process to end and returns its exit code."""
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        return self._process.wait(timeout=seconds)

    def close(self):
        if self.running():
            self.signal(signal.SIGCONT)
            self.kill()

    def call(self, method, request=None):
        """The answer of a unary method."""
        return self.call_all(method, [request or {}])[0]

    def call_all(self, method, requests):
        """All answers of a method, streaming or not."""
        text = "\n".join(json.dumps(r, ensure_ascii=False) for r in requests)
        return parse_answers(grpcurl("-d", "@", self.address, method, stdin=text))

    def health(self, service=""):
        """The service's status; None where the process does not answer."""
        try:
            return self.call("grpc.health.v1.Health/Check", {"service": service}).get("status")
        except CallError as error:
            return "NOT_FOUND" if "Code: NotFound" in error.text else None

    def wait_health(self, service, status, seconds=START_SECONDS):
        wait_for(f"{service} to be {status}", lambda: self.health(service) == status, seconds)


class Fangzhi:
    """The three services on a store of their own in a temporary directory. For use in a with statement."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="fangzhi-"))
        self.store_directory = self.directory / "store"
        self.store_directory.mkdir()
        self.store = self.store_directory / "fangzhi.db"
        # Nothing that the caller has set for programs of his own.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FANGZHI_")}
        environment["FANGZHI_STORE"] = str(self.store)
        self.environment = environment
        self.extraction = Service("fangzhi-extraction", self.directory, environment)
        self.query = Service("fangzhi-query", self.directory, environment)
        self.ingest = None

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            stack.callback(self.close)
            self.start_extraction()
            self.start_ingest()
            self.start_query()
            stack.pop_all()
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            for log in sorted(self.directory.glob("*.log")):
                print(f"--- {log.name}, its end ---\n{log.read_text(errors='replace')[-4000:]}")
        self.close()

    def start_extraction(self):
        self.extraction.start()
        self.extraction.wait_health(EXTRACTION, "SERVING")

    def start_ingest(self):
        if self.ingest is None:
            environment = dict(self.environment, FANGZHI_EXTRACTION_TARGET=self.extraction.address)
            self.ingest = Service("fangzhi-ingest", self.directory, environment)
        self.ingest.start()
        self.ingest.wait_health(INGEST, "SERVING")

    def start_query(self):
        self.query.start()
        self.query.wait_health(QUERY, "SERVING")

    def close(self):
        for service in (self.ingest, self.query, self.extraction):
            if service is not None:
                service.close()
        shutil.rmtree(self.directory, ignore_errors=True)

    # What the tests ask for.

    def create(self, text, **document):
        """Ingests a text and returns the answer, given once the document is durable."""
        request = {"document": document, "content": {"text": text}}
        return self.ingest.call(f"{INGEST}/CreateDocument", request)

    def documents(self, state=None):
        """All documents, newest first."""
        return self._pages(self.ingest, f"{INGEST}/ListDocuments", "documents", {"state": state} if state else {})

    def records(self, **request):
        """All records, in the order of their names."""
        return self._pages(self.query, f"{QUERY}/ListRecords", "records", request)

    def wait_extracted(self, seconds=EXTRACT_SECONDS):
        wait_for("no document to be pending", lambda: not self.documents("DOCUMENT_STATE_PENDING"), seconds)

    @staticmethod
    def _pages(service, method, field, request):
        items, token = [], ""
        while True:
            answer = service.call(method, dict(request, page_size=200, page_token=token))
            items += answer.get(field, [])
            token = answer.get("next_page_token", "")
            if not token:
                return items

    def run_client(self, *arguments):
        """Runs the command-line client against the services and returns what it prints."""
        environment = dict(self.environment, FANGZHI_INGEST_TARGET=self.ingest.address,
                           FANGZHI_EXTRACTION_TARGET=self.extraction.address, FANGZHI_QUERY_TARGET=self.query.address)
        return subprocess.run([BIN / "fangzhi", *arguments], env=environment, capture_output=True, text=True,
                              timeout=EXTRACT_SECONDS, check=True).stdout


def sample_documents():
    """The samples: dicts of `id`, `published`, `title`, `source` and `text`."""
    documents = json.loads((SAMPLES / "manifest.json").read_text())["documents"]
    for document in documents:
        raw = (SAMPLES / f"{document['id']}.txt").read_bytes()
        try:
            document["text"] = raw.decode()
        except UnicodeDecodeError:
            document["text"] = raw.decode("gb18030")
    return documents


def extract(documents):
    """What fangzhi-extract reads in documents of `id`, `published` and `text`, without any service."""
    with tempfile.TemporaryDirectory(prefix="fangzhi-") as directory:
        directory = pathlib.Path(directory)
        for document in documents:
            (directory / f"{document['id']}.txt").write_bytes(document["text"].encode())
        listed = [{k: d[k] for k in ("id", "published")} for d in documents]
        (directory / "manifest.json").write_text(json.dumps({"documents": listed}))
        done = subprocess.run([BIN / "fangzhi-extract", "--manifest", directory / "manifest.json"],
                              capture_output=True, text=True, timeout=EXTRACT_SECONDS, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
