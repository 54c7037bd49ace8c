#ifndef FANGZHI_SERVICES_CLI_IMPORT_FILES_H_
#define FANGZHI_SERVICES_CLI_IMPORT_FILES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "fangzhi/v1/document.pb.h"

namespace fangzhi::cli {

// A file to ingest, or why there is none.
struct ImportFile {
  std::string path;
  v1::Document document;  // `title`, `source`, `published`.
  std::string media_type;
  absl::Status status;  // Not OK: the file cannot be taken.
};

// What the command line says of all documents; empty fields leave what a manifest says, and file names as sources.
struct ImportMetadata {
  std::string title;
  std::string source;
  std::string published;
};

// The files that `paths` name, in order. Of a folder: where it holds `manifest.json`, the documents that it lists, each
// `{"id": …, "published": …, "title": …, "source": …}` with its text in `{id}.txt`; else every file in it with the
// ending of a document, by name, and so on in the folders below. A path that is `manifest.json` stands for its folder.
// What cannot be read is in the answer with its error.
std::vector<ImportFile> FindImportFiles(const std::vector<std::string>& paths, const ImportMetadata& metadata);

// The bytes of a file. NOT_FOUND or PERMISSION_DENIED with a sentence; RESOURCE_EXHAUSTED where it is over 64 MiB.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_IMPORT_FILES_H_
