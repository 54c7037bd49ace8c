#include "services/query/record_formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string LineOf(const Figure& figure, v1::ExportFormat format) {
  v1::Record record = ToRecord(figure, 10);
  record.set_name("documents/d/records/10-0");
  record.mutable_document()->set_document("documents/d");
  record.mutable_document()->set_title("甲");
  std::string file;
  AppendLine(record, format, file);
  return file;
}

// The cell of a line without quotation marks below a column's head.
std::string Cell(const std::string& line, v1::ExportFormat format, const std::string& column) {
  const auto split = [](const std::string& text) {
    std::vector<std::string> cells;
    size_t begin = 0;
    for (size_t end = text.find_first_of(",\n"); end != std::string::npos; end = text.find_first_of(",\n", begin)) {
      cells.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return cells;
  };
  const auto heads = split(HeadLine(format));
  const auto cells = split(line);
  EXPECT_EQ(heads.size(), cells.size()) << line;
  for (size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == column) return cells[i];
  }
  return "no such column";
}

TEST(RecordFormatsTest, CsvHasACellForEachColumn) {
  constexpr auto kCsv = v1::EXPORT_FORMAT_CSV;
  const std::string line = LineOf({.value = "28.53", .comparator = v1::COMPARATOR_AT_LEAST, .base = "yoy"}, kCsv);
  EXPECT_EQ(Cell(line, kCsv, "record"), "documents/d/records/10-0");
  EXPECT_EQ(Cell(line, kCsv, "value"), "28.53");
  EXPECT_EQ(Cell(line, kCsv, "comparator"), ">=");
  EXPECT_EQ(Cell(line, kCsv, "measure"), "level");
  EXPECT_EQ(Cell(line, kCsv, "period"), "2022");
  EXPECT_EQ(Cell(line, kCsv, "period_first"), "2022-01-01");
  EXPECT_EQ(Cell(line, kCsv, "granularity"), "year");
  EXPECT_EQ(Cell(line, kCsv, "confidence"), "0.9");
}

TEST(RecordFormatsTest, CellsWithCommasMarksOrLineEndsAreQuoted) {
  const std::string line = LineOf({.phrase = "“新”, \"旧\"\n企业"}, v1::EXPORT_FORMAT_CSV);
  EXPECT_THAT(line, HasSubstr(",\"“新”, \"\"旧\"\"\n企业\","));
}

TEST(RecordFormatsTest, SdmxHasItsOwnPeriodsAndStatus) {
  constexpr auto kSdmx = v1::EXPORT_FORMAT_SDMX_CSV;
  const auto period = [](const std::string& notation) {
    return Cell(LineOf({.period = notation}, kSdmx), kSdmx, "TIME_PERIOD");
  };
  EXPECT_EQ(period("2022"), "2022");
  EXPECT_EQ(period("2022-H1"), "2022-S1");
  EXPECT_EQ(period("2022-Q3"), "2022-Q3");
  EXPECT_EQ(period("2022-05"), "2022-05");
  EXPECT_EQ(period("/2023-12"), "2023-12-31");
  EXPECT_EQ(period("2022-01/2022-05"), "2022-01-01/P5M");
  EXPECT_EQ(period("2023-09-29/2023-10-06"), "2023-09-29/P8D");
  EXPECT_EQ(period("2023-07/"), "2023-07-01");
  EXPECT_EQ(period(""), "");
  const auto status = [](const Figure& figure) { return Cell(LineOf(figure, kSdmx), kSdmx, "OBS_STATUS"); };
  EXPECT_EQ(status({}), "A");
  EXPECT_EQ(status({.comparator = v1::COMPARATOR_ABOUT}), "E");
  EXPECT_EQ(status({.modality = v1::MODALITY_TARGET}), "F");
  EXPECT_THAT(LineOf({}, kSdmx), StartsWith("dataflow,FANGZHI:RECORDS(1.0),I,documents/d/records/10-0,"));
}

TEST(RecordFormatsTest, JsonIsOneLineARecord) {
  EXPECT_EQ(HeadLine(v1::EXPORT_FORMAT_JSON_LINES), "");
  const std::string line = LineOf({.phrase = "两\n行"}, v1::EXPORT_FORMAT_JSON_LINES);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(nlohmann::json::parse(line)["indicator"]["phrase"], "两\n行");
}

}  // namespace
}  // namespace fangzhi::query
