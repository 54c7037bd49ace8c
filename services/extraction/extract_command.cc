#include "services/extraction/extract_command.h"

#include <absl/status/statusor.h>
#include <absl/strings/str_cat.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "common/base/publication_date.h"
#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "services/extraction/extractor.h"
#include "services/extraction/record_json.h"

namespace fangzhi::extraction {
namespace {

struct Document {
  std::string id;
  std::string path;
  std::string published;
};

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    if (std::filesystem::is_directory(path)) return absl::InvalidArgumentError(absl::StrCat(path, ": is a directory"));
    file.open(path, std::ios::binary);
    if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be opened"));
  }
  std::istream& stream = path == "-" ? std::cin : file;
  std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) return absl::DataLossError(absl::StrCat(path, ": cannot be read"));
  return content;
}

absl::StatusOr<std::vector<Document>> ReadManifest(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  const auto manifest = nlohmann::json::parse(content, nullptr, /*allow_exceptions=*/false);
  const auto malformed = [&path](std::string_view what) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", std::string(what)));
  };
  if (!manifest.is_object() || !manifest.contains("documents") || !manifest["documents"].is_array()) {
    return malformed("is not a JSON object with a list \"documents\"");
  }
  const std::filesystem::path directory = std::filesystem::path(path).parent_path();
  std::vector<Document> documents;
  for (const auto& entry : manifest["documents"]) {
    if (!entry.is_object() || !entry.contains("id") || !entry["id"].is_string()) {
      return malformed("has a document without \"id\"");
    }
    Document document;
    document.id = entry["id"].get<std::string>();
    document.path = (directory / (document.id + ".txt")).string();
    if (entry.contains("published") && !entry["published"].is_null()) {
      if (!entry["published"].is_string())
        return malformed(absl::StrCat(document.id, ": \"published\" is not a string"));
      document.published = entry["published"].get<std::string>();
    }
    documents.push_back(std::move(document));
  }
  return documents;
}

absl::Status ExtractDocument(const Document& document, bool explain, std::ostream& out) {
  const auto published = ParsePublicationDate(document.published);
  if (!published) {
    return absl::InvalidArgumentError(absl::StrCat(document.id, ": published ", kPublicationDateForm));
  }
  ASSIGN_OR_RETURN(const std::string text, ReadFile(document.path));
  if (!IsValidUtf8(text)) {
    return absl::InvalidArgumentError(
        absl::StrCat(document.path, ": is not UTF-8 from byte ", ValidUtf8Bytes(text), " on"));
  }
  Input input;
  input.text = text;
  input.published = *published;
  input.explain = explain;
  for (const Record& record : Extract(input).records) out << ToJsonLine(document.id, record) << '\n';
  return absl::OkStatus();
}

}  // namespace

int RunExtractCommand(const ExtractCommand& command, std::ostream& out, std::ostream& errors) {
  if (command.manifest.empty() == command.files.empty()) {
    errors << "fangzhi-extract: give either --manifest or files; --help says more\n";
    return 2;
  }
  if (!ParsePublicationDate(command.published)) {
    errors << "fangzhi-extract: --published " << kPublicationDateForm << '\n';
    return 2;
  }
  std::vector<Document> documents;
  if (command.manifest.empty()) {
    for (const std::string& file : command.files) {
      documents.push_back({file == "-" ? file : std::filesystem::path(file).stem().string(), file, command.published});
    }
  } else {
    auto read = ReadManifest(command.manifest);
    if (!read.ok()) {
      errors << "fangzhi-extract: " << read.status().message() << '\n';
      return 1;
    }
    documents = *std::move(read);
  }
  int exit_code = 0;
  for (const Document& document : documents) {
    const absl::Status status = ExtractDocument(document, command.explain, out);
    if (status.ok()) continue;
    errors << "fangzhi-extract: " << status.message() << '\n';
    exit_code = 1;
  }
  if (!out.flush()) {
    errors << "fangzhi-extract: cannot write the records\n";
    exit_code = 1;
  }
  return exit_code;
}

}  // namespace fangzhi::extraction
