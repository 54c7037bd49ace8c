#include "services/extraction/extract_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "services/extraction/record_json.h"

namespace fangzhi::extraction {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kText[] = "今年一季度，曹娥街道新增规上企业28家。";

class ExtractCommandTest : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(directory_); }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string Write(const std::string& name, const std::string& content) {
    const std::string path = directory_ + "/" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  int RunManifest(const std::string& manifest) {
    ExtractCommand command;
    command.manifest = manifest;
    return Run(command);
  }

  int RunFiles(const std::vector<std::string>& files, const std::string& published = "") {
    ExtractCommand command;
    command.files = files;
    command.published = published;
    return Run(command);
  }

  int Run(const ExtractCommand& command) {
    std::ostringstream out;
    std::ostringstream errors;
    const int exit_code = RunExtractCommand(command, out, errors);
    errors_ = errors.str();
    lines_.clear();
    documents_.clear();
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
      lines_.push_back(nlohmann::json::parse(line));
      const std::string document = lines_.back()["doc"];
      if (documents_.empty() || documents_.back() != document) documents_.push_back(document);
    }
    return exit_code;
  }

  const std::string directory_ =
      testing::TempDir() + "/" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
  std::vector<nlohmann::json> lines_;
  std::vector<std::string> documents_;  // In order of their first line.
  std::string errors_;
};

TEST_F(ExtractCommandTest, ReadsTheDocumentsOfAManifest) {
  Write("one.txt", kText);
  Write("two.txt", std::string("\uFEFF") + kText + "\r\n");
  const std::string manifest = Write("manifest.json", R"({"documents": [
      {"id": "one", "published": "2022-04", "window": [0, 5]}, {"id": "two"}, {"id": "two", "published": null}]})");
  EXPECT_EQ(RunManifest(manifest), 0);
  EXPECT_THAT(errors_, IsEmpty());
  EXPECT_THAT(documents_, ElementsAre("one", "two"));
}

TEST_F(ExtractCommandTest, ReadsSingleFiles) {
  EXPECT_EQ(RunFiles({Write("one.txt", kText), Write("two", kText)}, "2022-04"), 0);
  EXPECT_THAT(documents_, ElementsAre("one", "two"));
}

TEST_F(ExtractCommandTest, FileThatIsNotUtf8FailsAndTheRestGoesOn) {
  EXPECT_EQ(RunFiles({Write("gb.txt", "28\xbc\xd2"), Write("good.txt", kText)}), 1);
  EXPECT_THAT(errors_, HasSubstr("gb.txt: is not UTF-8 from byte 2 on"));
  EXPECT_THAT(documents_, ElementsAre("good"));
}

TEST_F(ExtractCommandTest, ReportsWhatCannotBeRead) {
  EXPECT_EQ(RunFiles({directory_ + "/absent.txt"}), 1);
  EXPECT_THAT(errors_, HasSubstr("absent.txt: cannot be opened"));
  EXPECT_EQ(RunFiles({directory_}), 1);
  EXPECT_THAT(errors_, HasSubstr("is a directory"));
  EXPECT_EQ(RunManifest(directory_ + "/manifest.json"), 1);
  EXPECT_THAT(errors_, HasSubstr("manifest.json: cannot be opened"));
}

TEST_F(ExtractCommandTest, ReportsMalformedManifests) {
  for (const char* content : {"", "[]", "{\"documents\": {}}", "{\"documents\": [{}]}", "{\"documents\": [1]}",
                              R"({"documents": [{"id": "a", "published": 2022}]})"}) {
    EXPECT_EQ(RunManifest(Write("manifest.json", content)), 1) << content;
    EXPECT_THAT(errors_, HasSubstr("manifest.json: ")) << content;
  }
  Write("a.txt", kText);
  EXPECT_EQ(RunManifest(Write("manifest.json", R"({"documents": [{"id": "a", "published": "2022-H1"}]})")), 1);
  EXPECT_THAT(errors_, HasSubstr("a: published must be a date"));
}

TEST_F(ExtractCommandTest, RefusesWrongUse) {
  EXPECT_EQ(Run({}), 2);
  EXPECT_EQ(Run({"m", {"f"}, ""}), 2);
  EXPECT_EQ(RunFiles({"f"}, "yesterday"), 2);
}

TEST(RecordJsonTest, LineHasTheGoldNames) {
  Record record;
  record.number = {12, 18};
  record.number_text = "10-20亿元";
  record.value = *Decimal::Parse("1000000000");
  record.value_high = *Decimal::Parse("2000000000");
  record.unit = "CNY";
  record.comparator = Comparator::kRange;
  record.indicator = "总投资";
  record.subject = "“花园”新村";
  record.period = Period::Year(2022);
  record.modality = Modality::kTarget;
  record.confidence = 0.5;
  EXPECT_EQ(ToJsonLine("d", record),
            R"({"doc":"d","start":12,"number":"10-20亿元","indicator":"总投资","measure":"level","value":"1000000000",)"
            R"("value_high":"2000000000","unit":"CNY","comparator":"range","subject":"“花园”新村","period":"2022",)"
            R"("base":"","of":"","modality":"target","confidence":0.5,"indicator_id":"","topic":""})");
}

}  // namespace
}  // namespace fangzhi::extraction
