#include "services/cli/import_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace fangzhi::cli {
namespace {

namespace fs = std::filesystem;

class ImportFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "fangzhi-cli-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }

  fs::path folder_;
};

TEST_F(ImportFilesTest, FolderGivesItsDocumentsByNameAndThoseBelow) {
  Write("b.txt", "2");
  Write("a.TXT", "1");
  Write("c.html", "3");
  Write("notes.jsonl", "no document");
  Write(".hidden.txt", "no document");
  Write("sub/d.pdf", "4");
  const auto files = FindImportFiles({folder_.string()}, {});
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(fs::path(files[0].path).filename(), "a.TXT");
  EXPECT_EQ(files[0].document.source(), "a.TXT");
  EXPECT_EQ(files[0].media_type, "text/plain");
  EXPECT_EQ(files[2].media_type, "text/html");
  EXPECT_EQ(files[3].media_type, "application/pdf");
}

TEST_F(ImportFilesTest, ManifestSaysWhatAndWhen) {
  Write("one.txt", "1");
  Write("other.txt", "not listed");
  const std::string manifest = Write(
      "manifest.json",
      R"({"documents": [{"id": "one", "published": "2022-05", "window": [1, 2]}, {"id": "two"}, {"id": "../x"}]})");
  for (const std::string& path : {folder_.string(), manifest}) {
    const auto files = FindImportFiles({path}, {});
    ASSERT_EQ(files.size(), 3U);
    EXPECT_TRUE(files[0].status.ok());
    EXPECT_EQ(files[0].document.published(), "2022-05");
    EXPECT_EQ(files[0].document.source(), "one.txt");
    EXPECT_EQ(files[1].status.code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(files[2].status.code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST_F(ImportFilesTest, CommandLineGoesBeforeTheManifest) {
  Write("one.txt", "1");
  Write("manifest.json", R"({"documents": [{"id": "one", "published": "2022-05", "title": "甲"}]})");
  const auto files = FindImportFiles({folder_.string()}, {.title = "", .source = "日报", .published = "2023"});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].document.title(), "甲");
  EXPECT_EQ(files[0].document.source(), "日报");
  EXPECT_EQ(files[0].document.published(), "2023");
}

TEST_F(ImportFilesTest, BadManifestsAreToldAndNothingCrashes) {
  for (const char* text : {"", "[]", "{", R"({"documents": 5})", R"({"documents": [1, "a", {"id": 3}]})"}) {
    Write("manifest.json", text);
    for (const auto& file : FindImportFiles({folder_.string()}, {})) EXPECT_FALSE(file.status.ok()) << text;
  }
}

TEST_F(ImportFilesTest, MissingFilesAreInTheAnswer) {
  const auto files = FindImportFiles({(folder_ / "none.txt").string()}, {});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].status.code(), absl::StatusCode::kNotFound);
}

TEST_F(ImportFilesTest, ReadsBytesAsTheyAre) {
  const std::string bytes("a\0\xff\r\n", 5);
  EXPECT_EQ(ReadFile(Write("x.txt", bytes)).value(), bytes);
  EXPECT_FALSE(ReadFile((folder_ / "none").string()).ok());
}

}  // namespace
}  // namespace fangzhi::cli
