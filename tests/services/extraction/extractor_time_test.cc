// Hostile text costs no more than its length: the CPU time for four times the text is compared with a generous bound.

#include <gtest/gtest.h>

#include <ctime>

#include "services/extraction/extractor.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

constexpr size_t kSmall = 64 << 10;  // Bytes.
constexpr size_t kLarge = 256 << 10;
constexpr double kBound = 12;        // Linear time gives 4, quadratic 16.
constexpr double kNegligible = .05;  // Seconds for the large text, below which the ratio says nothing.

double CpuSeconds(const std::string& text) {
  Input input;
  input.text = text;
  input.published = Period::Month(2022, 6);
  input.explain = true;
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();
    Extract(input);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    if (best > .5) break;
  }
  return best;
}

struct Hostile {
  friend void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }

  const char* name;
  std::u32string_view unit;         // Repeated.
  std::u32string_view before = {};  // Once at the beginning.
  std::u32string_view after = {};   // Once at the end.
};

std::string Build(const Hostile& hostile, size_t bytes) {
  const std::string unit = EncodeUtf8(hostile.unit);
  std::string text = EncodeUtf8(hostile.before);
  while (text.size() < bytes) text += unit;
  return text + EncodeUtf8(hostile.after);
}

class ExtractorTimeTest : public ::testing::TestWithParam<Hostile> {};

TEST_P(ExtractorTimeTest, GrowsWithTheLengthOnly) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer's own costs are not linear";
  const double large = CpuSeconds(Build(GetParam(), kLarge));
  if (large < kNegligible) return;
  const double small = CpuSeconds(Build(GetParam(), kSmall));
  EXPECT_LT(large, kBound * small) << "64 KB take " << small << " s, 256 KB " << large << " s";
}

constexpr Hostile kHostile[] = {
    {"Digits", U"9"},
    {"ChineseDigits", U"一"},
    {"ChineseNumerals", U"三十"},
    {"Magnitudes", U"万"},
    {"GroupedDigits", U"1,234,"},
    {"Points", U"1."},
    {"Ratios", U"1:"},
    {"Fractions", U"1/"},
    {"Signs", U"-"},
    {"OpenBrackets", U"("},
    {"WideOpenBrackets", U"（"},
    {"ClosingBrackets", U")", U"5家"},
    {"BracketsWithFigures", U"(5家"},
    {"NestedBrackets", U"（5家（6家）", U"新增"},
    {"BracketPairs", U"（5家）", U"新增企业"},
    {"OneClause", U"持续推进产业转型升级", {}, U"增长5%"},
    {"OneClauseOfFigures", U"企业5家"},
    {"OpenQuotes", U"“"},
    {"QuotesWithFigures", U"“5家"},
    {"QuotePairs", U"“锦石里”"},
    {"BookMarks", U"《"},
    {"List", U"5家、"},
    {"ListOfNames", U"企业、", {}, U"分别增长5%、6%"},
    {"ListOfNamesWithFigures", U"粮食、油料产量增长5%、"},
    {"Commas", U"增长5%，"},
    {"ClausesWithoutFigures", U"推进改革，", {}, U"增长5%"},
    {"Semicolons", U"5家；"},
    {"Colons", U"企业：5家"},
    {"Dashes", U"——5家"},
    {"Joiners", U"5家和"},
    {"Periods", U"2022年1—5月"},
    {"PeriodsBy", U"截至到"},
    {"Relative", U"去年"},
    {"Cues", U"同比增长"},
    {"Comparators", U"不超过约近"},
    {"Ranks", U"第"},
    {"Tops", U"前"},
    {"RanksWithFields", U"居全区第3位"},
    {"PercentInWords", U"百分之"},
    {"FromTo", U"由5家增加到"},
    {"Shares", U"占全区的比重"},
    {"NameSuffixes", U"社区"},
    {"Companies", U"有限公司", {}, U"产值5亿元"},
    {"NamesWithFigures", U"刘家河社区5家，"},
    {"References", U"该公司5家"},
    {"Regions", U"浙江省绍兴市上虞区"},
    {"RegionsWithFigures", U"浙江省5家，"},
    {"Townships", U"曹娥街道", U"上虞区"},
    {"Units", U"5元/亩/人"},
    {"Ampersands", U"&"},
    {"Entities", U"&#53;"},
    {"OpenEntities", U"&#x"},
    {"OpenTags", U"<b"},
    {"Tags", U"<b>5"},
    {"Glosses", U"機(jī)"},
    {"OpenGlosses", U"機("},
    {"Spaces", U" "},
    {"SpacedDigits", U"1 "},
    {"Tabs", U"5\t"},
    {"Lines", U"\n"},
    {"LinesOfWords", U"工业\n"},
    {"LinesOfFigures", U"12\n"},
    {"BrokenLines", U"持续优化营商环境，引进各类项目共计十二个，其中工业\n"},
    {"Furniture", U"— 2 —\n", U"持续优化营商环境，引进各类项目共计十二个，其中工业\n"},
    {"Headings", U"一、工业\n"},
    {"Items", U"●新增企业5家\n"},
    {"Sentences", U"新增企业5家。"},
    {"Paragraphs", U"2022年，曹娥街道新增企业5家，增长6%。\n\n"},
    {"TableRows", U"企业\n家\n12\n5.6\n"},
    {"Mojibake", U"鈥斺€"},
    {"Invisible", U"\u200b", U"5"},
};

std::string NameOf(const ::testing::TestParamInfo<Hostile>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Hostile, ExtractorTimeTest, ::testing::ValuesIn(kHostile), NameOf);

}  // namespace
}  // namespace fangzhi::extraction
