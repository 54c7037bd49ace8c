#include "services/cli/command_line.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/rpc/server.h"
#include "services/query/query_service.h"
#include "tests/services/cli/fake_services.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::cli {
namespace {

namespace fs = std::filesystem;
using query::Figure;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

// The client against the query service over a real store, and fakes of the other two, all at one address.
class CommandLineTest : public testing::Test {
 protected:
  void SetUp() override {
    auto server = rpc::Server::Start({}, {{v1::QueryService::service_full_name(), &query_, nullptr},
                                          {v1::IngestService::service_full_name(), &ingest_, nullptr},
                                          {v1::ExtractionService::service_full_name(), &extraction_, nullptr}});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    ASSERT_TRUE(handle_.Refresh().ok());
    std::string pattern = (fs::temp_directory_path() / "fangzhi-cli-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  Outcome RunAt(const std::string& target, std::vector<std::string> arguments, bool terminal = false) {
    for (const char* flag : {"--ingest", "--extraction", "--query"}) {
      arguments.insert(arguments.begin(), {flag, target});
    }
    return RunBare(arguments, terminal);
  }

  Outcome RunBare(const std::vector<std::string>& arguments, bool terminal = false) {
    std::ostringstream out;
    std::ostringstream err;
    Outcome outcome;
    outcome.code = cli::Run(
        arguments, {.out = out, .err = err, .color = terminal, .progress = terminal, .width = terminal ? 100 : 0});
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
  }

  Outcome Fangzhi(const std::vector<std::string>& arguments) { return RunAt(address(), arguments); }
  Outcome OnTerminal(const std::vector<std::string>& arguments) { return RunAt(address(), arguments, true); }
  std::string address() const { return absl::StrCat("127.0.0.1:", server_->bound_port()); }

  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }

  std::vector<nlohmann::json> JsonLines(const std::string& text) {
    std::vector<nlohmann::json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line, nullptr, false));
    return lines;
  }

  query::StoreFixture fixture_;
  query::StoreHandle handle_{[this] { return store::OpenForReading(fixture_.path()); }};
  query::QueryService query_{&handle_, &query::StoreFixture::catalogue(), 2};
  FakeIngest ingest_;
  FakeExtraction extraction_;
  std::unique_ptr<rpc::Server> server_;
  fs::path folder_;
};

Figure Gdp(const std::string& value, const std::string& period) {
  Figure figure;
  figure.phrase = "地区生产总值";
  figure.indicator = "indicators/gdp";
  figure.value = value;
  figure.period = period;
  return figure;
}

TEST_F(CommandLineTest, IngestStoresFilesAndFoldersAndGoesOnAfterBadOnes) {
  Write("a.txt", "甲，有12家");
  Write("b.txt", "坏");
  Write("c.txt", "丙");
  const Outcome outcome = Fangzhi({"ingest", folder_.string(), (folder_ / "none.txt").string(), "--published", "2022"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("a.txt"), HasSubstr("c.txt"), Not(HasSubstr("b.txt"))));
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("b.txt: the ingest service refused the request:\n  content.bytes: the bytes"),
                    HasSubstr("none.txt: there is no such file"), HasSubstr("2 of 4 files failed")));
  ASSERT_EQ(ingest_.documents().size(), 2U);
  EXPECT_EQ(ingest_.documents()[0].published(), "2022");
  EXPECT_EQ(ingest_.documents()[0].source(), "a.txt");
}

TEST_F(CommandLineTest, IngestTellsKnownDocuments) {
  const std::string path = Write("a.txt", "甲");
  EXPECT_THAT(Fangzhi({"ingest", path}).out, HasSubstr("stored"));
  const Outcome again = Fangzhi({"ingest", path});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.out, HasSubstr("known"));
}

TEST_F(CommandLineTest, IngestWaitsUntilExtracted) {
  Write("a.txt", "等");
  Write("b.txt", "败");
  const Outcome outcome = Fangzhi({"ingest", folder_.string(), "--wait"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("7 records"), HasSubstr("a.txt")));
  EXPECT_THAT(outcome.err, HasSubstr("extraction failed: the text is beyond reading"));
}

TEST_F(CommandLineTest, IngestStreamsLargeFilesInChunks) {
  const std::string text(size_t{5} << 20, 'x');
  EXPECT_EQ(Fangzhi({"ingest", Write("large.txt", text)}).code, 0);
  ASSERT_EQ(ingest_.documents().size(), 1U);
  EXPECT_EQ(ingest_.documents()[0].text(), text);
}

TEST_F(CommandLineTest, IngestManyFilesThroughOneStream) {
  for (int i = 0; i < 300; ++i) Write(absl::StrCat(i, ".txt"), absl::StrCat("第", i, "篇"));
  EXPECT_EQ(Fangzhi({"ingest", folder_.string()}).code, 0);
  EXPECT_EQ(ingest_.documents().size(), 300U);
}

TEST_F(CommandLineTest, IngestAnswersJsonLines) {
  Write("a.txt", "甲");
  Write("b.txt", "坏");
  const auto lines = JsonLines(Fangzhi({"--json", "ingest", folder_.string()}).out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0]["document"]["name"].get<std::string>(), StartsWith("documents/"));
  EXPECT_THAT(lines[1]["error"].get<std::string>(), HasSubstr("content.bytes"));
}

TEST_F(CommandLineTest, ProgressIsShownOnTerminalsOnly) {
  Write("a.txt", "甲");
  Write("b.txt", "乙");
  EXPECT_EQ(Fangzhi({"ingest", folder_.string()}).err, "");
  EXPECT_THAT(OnTerminal({"ingest", folder_.string()}).err, HasSubstr("storing [===="));
}

TEST_F(CommandLineTest, EmptyFolderIsAnError) {
  const Outcome outcome = Fangzhi({"ingest", folder_.string()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("no documents there"));
}

TEST_F(CommandLineTest, RecordsAreATableOrJsonLines) {
  fixture_.Add("甲报告", "2022", {Gdp("2853000000", "2022"), Gdp("17", "2021")});
  const Outcome table = Fangzhi({"records", "value > 100"});
  EXPECT_EQ(table.code, 0);
  EXPECT_THAT(table.out, AllOf(StartsWith("SUBJECT"), HasSubstr("曹娥街道"), HasSubstr("2853000000"),
                               HasSubstr("甲报告"), HasSubstr("/records/10-0"), Not(HasSubstr("2021"))));
  const auto lines = JsonLines(Fangzhi({"records", "--json", "--order", "value"}).out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["quantity"]["value"], "17");
  EXPECT_EQ(lines[1]["provenance"]["sentence"], "曹娥街道地区生产总值2853000000。");
}

TEST_F(CommandLineTest, RecordsStopAtTheLimitAndSaySo) {
  fixture_.Add("甲", "2022", std::vector<Figure>(5, Gdp("1", "2022")));
  const Outcome cut = Fangzhi({"records", "--json", "--limit", "3"});
  EXPECT_EQ(JsonLines(cut.out).size(), 3U);
  EXPECT_THAT(cut.err, HasSubstr("more records follow"));
  const Outcome all = Fangzhi({"records", "--json", "--limit", "0"});
  EXPECT_EQ(JsonLines(all.out).size(), 5U);
  EXPECT_EQ(all.err, "");
}

TEST_F(CommandLineTest, FieldViolationsArePrinted) {
  const Outcome outcome = Fangzhi({"records", "measure = 大", "--order", "size"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("fangzhi: the query service refused the request:\n"),
                                 HasSubstr("\n  filter: at character 11: expected one of level"),
                                 HasSubstr("\n  order_by: expected one of document")));
}

TEST_F(CommandLineTest, SearchShowsSentencesWithTheWordsMarked) {
  fixture_.Add("甲报告", "2022", {Gdp("2853000000", "2022"), Gdp("17", "2021")});
  const Outcome outcome = Fangzhi({"search", "生产 2853"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "曹娥街道 2022 地区生产总值 level 28.53亿 CNY (甲报告)\n    曹娥街道地区[生产]总值[2853]000000。\n");
  EXPECT_THAT(OnTerminal({"search", "生产"}).out, HasSubstr("\x1b[1;4m生产\x1b[0m总值"));
  EXPECT_EQ(JsonLines(Fangzhi({"search", "生产", "--json", "--filter", "value > 100"}).out).size(), 1U);
  EXPECT_THAT(Fangzhi({"search", "生产", "-n", "1"}).err, HasSubstr("more records follow"));
  EXPECT_THAT(Fangzhi({"search", "%"}).err, HasSubstr("query: every word must have a letter or digit"));
}

TEST_F(CommandLineTest, SeriesShowsFiguresSideBySideAndDisagreements) {
  Figure growth = Gdp("8", "2022");
  growth.measure = v1::MEASURE_GROWTH;
  growth.unit = "%";
  growth.base = "yoy";
  fixture_.Add("甲报告", "2022-05", {Gdp("2853000000", "2022"), growth});
  fixture_.Add("乙报告", "2023-02", {Gdp("2860000000", "2022")});
  const Outcome outcome = Fangzhi({"series", "GDP", "曹娥街道"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("地区生产总值 (indicators/gdp), 曹娥街道 (regions/330604002)\n"), HasSubstr("PERIOD"),
                    HasSubstr("28.6亿 CNY *"), HasSubstr("8%"), HasSubstr("(derived)"),
                    HasSubstr("its document was published later"), HasSubstr("28.53亿 CNY in 甲报告")));
  const auto lines = JsonLines(Fangzhi({"series", "GDP", "曹娥街道", "--json", "--latest", "1"}).out);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0]["points"].size(), 1U);
}

TEST_F(CommandLineTest, SeriesHasSparklinesOnTerminalsAndChartsInFiles) {
  fixture_.Add("甲报告", "2022", {Gdp("10", "2020"), Gdp("20", "2021"), Gdp("30", "2022")});
  EXPECT_THAT(OnTerminal({"series", "GDP", "曹娥街道"}).out, HasSubstr("\n▁▅█  level\n"));
  EXPECT_THAT(Fangzhi({"series", "GDP", "曹娥街道"}).out, Not(HasSubstr("▁")));
  const std::vector<std::vector<std::string>> commands = {
      {"series", "GDP", "曹娥街道"}, {"compare", "2022", "曹娥街道", "-i", "GDP"}, {"rank", "GDP", "2022"}};
  for (std::vector<std::string> command : commands) {
    const std::string path = (folder_ / (command[0] + ".svg")).string();
    command.insert(command.end(), {"--svg", path});
    EXPECT_EQ(Fangzhi(command).code, 0);
    std::ifstream file(path);
    const std::string svg{std::istreambuf_iterator<char>(file), {}};
    EXPECT_THAT(svg, AllOf(StartsWith("<svg "), HasSubstr("地区生产总值"), HasSubstr("Sources: 甲报告 (2022)")));
  }
  EXPECT_THAT(Fangzhi({"rank", "GDP", "2022", "--svg", folder_.string()}).err, HasSubstr("--svg: the file cannot"));
}

TEST_F(CommandLineTest, CompareIsATableWithWhatIsMissingAndWhy) {
  fixture_.Add("甲报告", "2022", {Gdp("2853000000", "2022"), Gdp("17", "2021")});
  const Outcome outcome = Fangzhi({"compare", "2022", "曹娥街道", "regions/330604001", "-i", "GDP"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "REGION    地区生产总值\n曹娥街道   28.53亿 CNY\n百官街道             —\n— 百官街道 地区生产总值: no "
            "document gives it\n");
  EXPECT_EQ(JsonLines(Fangzhi({"compare", "2022", "曹娥街道", "-i", "GDP", "--json"}).out)[0]["value"], "2853000000");
  EXPECT_THAT(Fangzhi({"compare", "2022", "曹娥街道", "-i", "GDP", "--measure", "size"}).err,
              HasSubstr("--measure: expected one of level, growth"));
}

TEST_F(CommandLineTest, RankShowsValuesAndClaims) {
  Figure other = Gdp("40", "2022");
  other.subject = "百官街道";
  other.subject_id = other.region = "regions/330604001";
  Figure claim = Gdp("1", "2022");
  claim.measure = v1::MEASURE_RANK;
  claim.whole = "全区";
  fixture_.Add("甲报告", "2022", {Gdp("20", "2022"), other, claim});
  const Outcome outcome = Fangzhi({"rank", "GDP", "2022", "--within", "上虞区"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("地区生产总值, 2 regions\n"), HasSubstr("   1  百官街道  40 CNY"),
                                 HasSubstr("   2  曹娥街道  20 CNY  全区: 1")));
  const Outcome cut = Fangzhi({"rank", "GDP", "2022", "--json", "-n", "1"});
  EXPECT_EQ(JsonLines(cut.out).size(), 1U);
  EXPECT_THAT(cut.err, HasSubstr("more regions follow"));
}

TEST_F(CommandLineTest, ConflictsShowWhoDisagreesAndWhatDoesNotAddUp) {
  Figure target = Gdp("3000000000", "2022");
  target.modality = v1::MODALITY_TARGET;
  fixture_.Add("甲报告", "2022-05", {Gdp("2853000000", "2022"), target});
  fixture_.Add("乙报告", "2023-02", {Gdp("2860000000", "2022")});
  const Outcome outcome = Fangzhi({"conflicts"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("曹娥街道 2022 地区生产总值 level 28.6亿 CNY (乙报告)\n    曹娥街道"),
                    HasSubstr("apart by 0.0024; the first is preferred: its document was published later")));
  EXPECT_EQ(JsonLines(Fangzhi({"conflicts", "--json"}).out).size(), 1U);
  EXPECT_EQ(Fangzhi({"conflicts", "value > 2855000000"}).out, "");
  const Outcome check = Fangzhi({"conflicts", "--check"});
  EXPECT_THAT(check.out, AllOf(StartsWith("outcome_against_target: 2860000000 CNY came of a target of 3000000000 CNY"),
                               HasSubstr("\n    曹娥街道 2022 地区生产总值 target level 30亿 CNY (甲报告)\n")));
  EXPECT_EQ(JsonLines(Fangzhi({"conflicts", "--check", "--json"}).out).size(), 1U);
}

TEST_F(CommandLineTest, ExportWritesAFileOrToTheTerminal) {
  fixture_.Add("甲报告", "2022", {Gdp("20", "2022"), Gdp("30", "2021")});
  const Outcome outcome = Fangzhi({"export", "value > 20"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(StartsWith("record,document,"), HasSubstr(",甲报告,2022,")));
  const std::string path = (folder_ / "records.jsonl").string();
  EXPECT_EQ(Fangzhi({"export", "--format", "json_lines", "-o", path}).code, 0);
  std::ifstream file(path);
  EXPECT_EQ(JsonLines({std::istreambuf_iterator<char>(file), {}}).size(), 2U);
  EXPECT_THAT(Fangzhi({"export", "--format", "xml"}).err, HasSubstr("--format: expected one of csv, sdmx_csv"));
  EXPECT_EQ(Fangzhi({"export", "-o", folder_.string()}).code, 1);
}

TEST_F(CommandLineTest, WatchShowsWhatCameSinceATime) {
  const std::string since = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", fixture_.now(), absl::UTCTimeZone());
  const std::string document = fixture_.Add("甲报告", "2022", {Gdp("20", "2022")});
  fixture_.Replace(document, {Gdp("30", "2022")});
  const Outcome outcome = Fangzhi({"watch", "--since", since, "-n", "3"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "+ 曹娥街道 2022 地区生产总值 level 20 CNY (甲报告)\n- 曹娥街道 2022 地区生产总值 level 20 CNY (甲报告)\n"
            "+ 曹娥街道 2022 地区生产总值 level 30 CNY (甲报告)\n");
  const auto first = JsonLines(Fangzhi({"watch", "--since", since, "-n", "1", "--json"}).out);
  const std::string token = first[0]["resumeToken"];
  EXPECT_THAT(Fangzhi({"watch", "--resume", token, "-n", "1"}).out, StartsWith("- "));
  EXPECT_THAT(Fangzhi({"watch", "--since", "yesterday"}).err, HasSubstr("--since: expected a time"));
}

TEST_F(CommandLineTest, ShowMarksNumbersAndTellsWhatWasRead) {
  v1::Document document;
  Figure figure;
  figure.value = "28";
  figure.start = 4;
  document.set_name(fixture_.Add("甲", "2022", {figure}));
  document.set_text("曹娥街道28CNY。");
  document.set_title("甲");
  document.set_state(v1::DOCUMENT_STATE_EXTRACTED);
  document.set_record_count(1);
  ingest_.Put(document);
  const Outcome outcome = Fangzhi({"show", document.name()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("extracted, 1 records"), HasSubstr("曹娥街道[28CN #1]Y。"),
                                 HasSubstr("规上工业总产值"), HasSubstr("/records/4-0")));
  EXPECT_THAT(OnTerminal({"show", document.name().substr(10)}).out, HasSubstr("\x1b[1;4m28CN\x1b[0m"));
  EXPECT_EQ(JsonLines(Fangzhi({"show", document.name(), "--json"}).out).size(), 2U);
  const Outcome record = Fangzhi({"show", document.name() + "/records/4-0"});
  EXPECT_EQ(record.code, 0) << record.err;
  EXPECT_THAT(record.out, AllOf(HasSubstr("because   subject: document_region"), HasSubstr("sentence")));
  EXPECT_THAT(Fangzhi({"show", "documents/none"}).err, HasSubstr("documents/none does not exist"));
}

TEST_F(CommandLineTest, DocumentsAreListed) {
  Fangzhi({"ingest", Write("a.txt", "甲"), "--title", "甲报告"});
  EXPECT_THAT(Fangzhi({"documents"}).out, AllOf(HasSubstr("pending"), HasSubstr("甲报告")));
  EXPECT_THAT(Fangzhi({"documents"}).out, Not(HasSubstr("REASON")));
  EXPECT_EQ(JsonLines(Fangzhi({"documents", "--json"}).out).size(), 1U);
  v1::Document failed;
  failed.set_name("documents/failed");
  failed.set_state(v1::DOCUMENT_STATE_FAILED);
  failed.set_state_reason("the text is beyond reading");
  ingest_.Put(failed);
  EXPECT_THAT(Fangzhi({"documents"}).out, AllOf(HasSubstr("REASON"), HasSubstr("the text is beyond reading")));
  EXPECT_THAT(Fangzhi({"documents", "--state", "lost"}).err, HasSubstr("--state: expected pending"));
}

TEST_F(CommandLineTest, CatalogueIsListed) {
  fixture_.Add("甲", "2022", {Gdp("5", "2021"), Gdp("6", "2022")});
  EXPECT_THAT(Fangzhi({"indicators", "--used"}).out, AllOf(HasSubstr("indicators/gdp"), HasSubstr("2021 … 2022")));
  EXPECT_THAT(Fangzhi({"regions", "--used"}).out, HasSubstr("浙江省/绍兴市/上虞区/曹娥街道"));
  EXPECT_THAT(Fangzhi({"topics"}).out, HasSubstr("topics/economy"));
}

TEST_F(CommandLineTest, ExtractReadsWithoutStoring) {
  const Outcome outcome = Fangzhi({"extract", Write("a.txt", "共有12家。")});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("共有[12家 #1]。"));
  EXPECT_TRUE(ingest_.documents().empty());
  EXPECT_THAT(Fangzhi({"extract", Write("b.txt", "")}).err, HasSubstr("text: must not be empty"));
}

TEST_F(CommandLineTest, UnreachableServiceIsNamedWithWhatToStart) {
  const Outcome outcome = RunAt("127.0.0.1:1", {"records"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err,
            "fangzhi: cannot reach the query service at 127.0.0.1:1; start it with `fangzhi-query`, or say where it is "
            "with --query or FANGZHI_QUERY_TARGET\n");
  EXPECT_THAT(RunAt("127.0.0.1:1", {"ingest", Write("a.txt", "甲")}).err, HasSubstr("start it with `fangzhi-ingest`"));
}

TEST_F(CommandLineTest, AddressesComeFromTheEnvironment) {
  setenv("FANGZHI_QUERY_TARGET", address().c_str(), 1);
  EXPECT_EQ(RunBare({"topics"}).code, 0);
  unsetenv("FANGZHI_QUERY_TARGET");
}

TEST_F(CommandLineTest, UsageErrorsAreTwoAndHelpIsZero) {
  EXPECT_EQ(RunBare({}).code, 2);
  EXPECT_EQ(RunBare({"fetch"}).code, 2);
  EXPECT_EQ(RunBare({"series", "GDP"}).code, 2);
  EXPECT_EQ(RunBare({"records", "--limit", "many"}).code, 2);
  EXPECT_EQ(RunBare({"records", "--limit", "-1"}).code, 2);
  const Outcome help = RunBare({"records", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("FILTER"));
}

TEST_F(CommandLineTest, StoreThatIsGoneIsToldAsSuch) {
  fs::rename(fixture_.path(), fixture_.path() + ".aside");
  EXPECT_FALSE(handle_.Refresh().ok());
  EXPECT_EQ(Fangzhi({"topics"}).err, "fangzhi: the store cannot be read at the moment; try again\n");
}

}  // namespace
}  // namespace fangzhi::cli
