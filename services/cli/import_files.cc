#include "services/cli/import_files.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

namespace fangzhi::cli {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kMostBytes = uintmax_t{64} << 20;

struct Kind {
  std::string_view extension;
  std::string_view media_type;
};
constexpr std::array<Kind, 8> kKinds = {{
    {".txt", "text/plain"},
    {".text", "text/plain"},
    {".md", "text/plain"},
    {".html", "text/html"},
    {".htm", "text/html"},
    {".xhtml", "text/html"},
    {".pdf", "application/pdf"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
}};

// Empty for what is no document.
std::string_view MediaType(const fs::path& path) {
  const std::string extension = absl::AsciiStrToLower(path.extension().string());
  for (const Kind& kind : kKinds) {
    if (extension == kind.extension) return kind.media_type;
  }
  return {};
}

class Finder {
 public:
  explicit Finder(const ImportMetadata& metadata) : metadata_(metadata) {}

  void Add(const fs::path& path) {
    std::error_code error;
    if (path.filename() == "manifest.json") {
      AddManifest(path);
    } else if (fs::is_directory(path, error)) {
      AddFolder(path);
    } else {
      const std::string_view known = MediaType(path);
      AddFile(path, known.empty() ? "text/plain" : known, {});
    }
  }

  std::vector<ImportFile> Take() { return std::move(files_); }

 private:
  void AddFolder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder / "manifest.json", error)) return AddManifest(folder / "manifest.json");
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (!it->path().filename().string().starts_with(".")) entries.push_back(it->path());
    }
    if (error) return Refuse(folder, absl::PermissionDeniedError("the folder cannot be read"));
    std::ranges::sort(entries);
    for (const fs::path& entry : entries) {
      const bool folder_below = fs::is_directory(fs::symlink_status(entry, error));
      if (folder_below) {
        AddFolder(entry);
      } else if (!MediaType(entry).empty()) {
        AddFile(entry, MediaType(entry), {});
      }
    }
  }

  void AddManifest(const fs::path& manifest) {
    std::ifstream in(manifest);
    if (!in) return Refuse(manifest, absl::NotFoundError("the file cannot be read"));
    const auto json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_object() || !json.contains("documents") || !json["documents"].is_array()) {
      return Refuse(manifest, absl::InvalidArgumentError("not a manifest: expected {\"documents\": [{\"id\": …}, …]}"));
    }
    for (const auto& entry : json["documents"]) {
      const std::string id = entry.is_object() ? Text(entry, "id") : "";
      if (id.empty() || id.find('/') != std::string::npos || id.starts_with(".")) {
        Refuse(manifest,
               absl::InvalidArgumentError("a document of the manifest has no \"id\" that can be a file name"));
        continue;
      }
      v1::Document document;
      document.set_title(Text(entry, "title"));
      document.set_source(Text(entry, "source"));
      document.set_published(Text(entry, "published"));
      AddFile(manifest.parent_path() / (id + ".txt"), "text/plain", std::move(document));
    }
  }

  static std::string Text(const nlohmann::json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : "";
  }

  void AddFile(const fs::path& path, std::string_view media_type, v1::Document document) {
    std::error_code error;
    if (!metadata_.title.empty()) document.set_title(metadata_.title);
    if (!metadata_.source.empty()) document.set_source(metadata_.source);
    if (!metadata_.published.empty()) document.set_published(metadata_.published);
    if (document.source().empty()) document.set_source(path.filename().string());
    const bool regular = fs::is_regular_file(path, error);
    files_.push_back({.path = path.string(),
                      .document = std::move(document),
                      .media_type = std::string(media_type),
                      .status = regular ? absl::OkStatus() : absl::NotFoundError("there is no such file")});
  }

  void Refuse(const fs::path& path, absl::Status status) {
    files_.push_back({.path = path.string(), .document = {}, .media_type = {}, .status = std::move(status)});
  }

  const ImportMetadata& metadata_;
  std::vector<ImportFile> files_;
};

}  // namespace

std::vector<ImportFile> FindImportFiles(const std::vector<std::string>& paths, const ImportMetadata& metadata) {
  Finder finder(metadata);
  for (const std::string& path : paths) finder.Add(path);
  return finder.Take();
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  if (error) return absl::NotFoundError("there is no such file");
  if (size > kMostBytes) return absl::ResourceExhaustedError("the file is over 64 MiB");
  std::ifstream in(path, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return absl::PermissionDeniedError("the file cannot be read");
  return bytes;
}

}  // namespace fangzhi::cli
