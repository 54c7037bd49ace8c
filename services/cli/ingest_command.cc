#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/display_width.h"
#include "services/cli/import_client.h"
#include "services/cli/progress_bar.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

// Prints a line for each file and counts the bad ones.
class Reporter {
 public:
  explicit Reporter(const Terminal& terminal) : terminal_(terminal) {}

  void Good(const ImportFile& file, const v1::CreateDocumentResponse& created) {
    ++good_;
    if (terminal_.json) {
      nlohmann::json line{{"path", file.path}, {"alreadyExists", created.already_exists()}};
      line["document"] = nlohmann::json::parse(JsonLine(created.document()));
      return PrintJson(line);
    }
    terminal_.out << created.document().name() << "  " << (created.already_exists() ? "known " : "stored");
    if (created.document().state() == v1::DOCUMENT_STATE_EXTRACTED) {
      terminal_.out << absl::StrFormat("  %4d records", created.document().record_count());
    }
    terminal_.out << "  " << OneLine(file.path) << "\n";
  }

  void Bad(const ImportFile& file, const absl::Status& status) {
    ++bad_;
    if (terminal_.json) return PrintJson({{"path", file.path}, {"error", std::string(status.message())}});
    terminal_.err << OneLine(file.path) << ": " << status.message() << "\n";
  }

  // OK, or how many were bad.
  absl::Status Summary() const {
    if (bad_ == 0) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(bad_, " of ", bad_ + good_, " files failed"));
  }

 private:
  void PrintJson(const nlohmann::json& line) {
    terminal_.out << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  }

  const Terminal& terminal_;
  size_t good_ = 0;
  size_t bad_ = 0;
};

struct Stored {
  const ImportFile* file;
  v1::CreateDocumentResponse created;
};

// Asks for a document until it is no longer PENDING.
absl::StatusOr<v1::Document> AwaitExtraction(const std::string& name, absl::Time deadline, const Clients& clients) {
  constexpr absl::Duration kLongestPause = absl::Milliseconds(500);
  v1::GetDocumentRequest request;
  request.set_name(name);
  request.set_view(v1::DOCUMENT_VIEW_BASIC);
  for (absl::Duration pause = absl::Milliseconds(20);; pause = std::min(2 * pause, kLongestPause)) {
    ASSIGN_OR_RETURN(v1::Document document,
                     clients.Call(clients.ingest(), &v1::IngestService::Stub::GetDocument, request));
    if (document.state() == v1::DOCUMENT_STATE_FAILED) {
      return absl::FailedPreconditionError(
          absl::StrCat(name, " is stored, but extraction failed: ", OneLine(document.state_reason())));
    }
    if (document.state() != v1::DOCUMENT_STATE_PENDING) return document;
    if (absl::Now() >= deadline) {
      return absl::DeadlineExceededError(absl::StrCat(name, " is stored and still waits for extraction",
                                                      document.state_reason().empty() ? "" : ": ",
                                                      OneLine(document.state_reason())));
    }
    absl::SleepFor(pause);
  }
}

void WaitForAll(std::vector<Stored> stored, absl::Duration patience, const Clients& clients, const Terminal& terminal,
                Reporter& reporter) {
  const absl::Time deadline = absl::Now() + patience;
  ProgressBar bar(&terminal.err, "extracting", stored.size(), terminal.progress);
  for (Stored& one : stored) {
    absl::StatusOr<v1::Document> document = AwaitExtraction(one.created.document().name(), deadline, clients);
    bar.Clear();
    if (document.ok()) {
      *one.created.mutable_document() = *std::move(document);
      reporter.Good(*one.file, one.created);
    } else {
      reporter.Bad(*one.file, document.status());
    }
    bar.Advance();
  }
}

}  // namespace

absl::Status Ingest(const IngestOptions& options, const Clients& clients, const Terminal& terminal) {
  const std::vector<ImportFile> files = FindImportFiles(options.paths, options.metadata);
  if (files.empty()) return absl::NotFoundError("no documents there: expected .txt, .md, .html, .pdf or .docx files");
  Reporter reporter(terminal);
  std::vector<Stored> stored;
  absl::Status status;
  {
    ProgressBar bar(&terminal.err, "storing", files.size(), terminal.progress);
    status = ImportFiles(files, clients, [&](size_t index, absl::StatusOr<v1::CreateDocumentResponse> result) {
      bar.Clear();
      if (!result.ok()) {
        reporter.Bad(files[index], result.status());
      } else if (options.wait) {
        stored.push_back({&files[index], *std::move(result)});
      } else {
        reporter.Good(files[index], *result);
      }
      bar.Advance();
    });
  }
  if (options.wait) WaitForAll(std::move(stored), absl::Seconds(options.wait_seconds), clients, terminal, reporter);
  RETURN_IF_ERROR(status);
  return reporter.Summary();
}

}  // namespace fangzhi::cli
