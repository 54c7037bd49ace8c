#include "services/query/filter_syntax.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fangzhi::query {
namespace {

// The tree in prefix notation: `(and a=1 (not b<"2"))`.
std::string Show(const FilterNode& node) {
  std::string out;
  const auto show_values = [&] {
    for (size_t i = 0; i < node.values.size(); ++i) {
      out += (i > 0 ? "|" : "") + node.values[i].text + (node.values[i].prefix ? "*" : "");
    }
  };
  switch (node.kind) {
    case FilterNode::Kind::kComparison:
      out = node.name + std::string(OperatorSign(node.op));
      show_values();
      return out;
    case FilterNode::Kind::kCall:
      out = node.name + "[";
      show_values();
      return out + "]";
    case FilterNode::Kind::kAnd:
      out = "(and";
      break;
    case FilterNode::Kind::kOr:
      out = "(or";
      break;
    case FilterNode::Kind::kNot:
      out = "(not";
      break;
  }
  for (const FilterNode& child : node.children) out += " " + Show(child);
  return out + ")";
}

std::string Parse(std::string_view filter) {
  const auto node = ParseFilterSyntax(filter);
  return node.ok() ? Show(*node) : std::string(node.status().message());
}

TEST(FilterSyntaxTest, EmptyFilterMatchesEverything) {
  EXPECT_EQ(Parse(""), "(and)");
  EXPECT_EQ(Parse(" \t\n"), "(and)");
}

TEST(FilterSyntaxTest, ReadsEveryOperator) {
  EXPECT_EQ(Parse("a = 1"), "a=1");
  EXPECT_EQ(Parse("a!=1"), "a!=1");
  EXPECT_EQ(Parse("a<1"), "a<1");
  EXPECT_EQ(Parse("a <=1"), "a<=1");
  EXPECT_EQ(Parse("a> 1"), "a>1");
  EXPECT_EQ(Parse("a>=1"), "a>=1");
  EXPECT_EQ(Parse("a:1"), "a:1");
}

TEST(FilterSyntaxTest, OrBindsTighterThanAndAsAip160Says) {
  EXPECT_EQ(Parse("a=1 AND b=2 OR c=3"), "(and a=1 (or b=2 c=3))");
  EXPECT_EQ(Parse("(a=1 AND b=2) OR c=3"), "(or (and a=1 b=2) c=3)");
}

TEST(FilterSyntaxTest, WhiteSpaceIsAnd) { EXPECT_EQ(Parse("a=1 b=2 AND c=3"), "(and a=1 b=2 c=3)"); }

TEST(FilterSyntaxTest, NegatesByNotAndMinus) {
  EXPECT_EQ(Parse("NOT a=1"), "(not a=1)");
  EXPECT_EQ(Parse("-a=1"), "(not a=1)");
  EXPECT_EQ(Parse("-(a=1 OR b=2)"), "(not (or a=1 b=2))");
  EXPECT_EQ(Parse("a=1 -b=2"), "(and a=1 (not b=2))");
  EXPECT_EQ(Parse("-f(1)"), "(not f[1])");
}

TEST(FilterSyntaxTest, MinusAfterAComparisonBelongsToTheNumber) { EXPECT_EQ(Parse("value > -5.5"), "value>-5.5"); }

TEST(FilterSyntaxTest, WordsHoldNamesDecimalsUnitsAndChinese) {
  EXPECT_EQ(Parse("period.first>=2022-05"), "period.first>=2022-05");
  EXPECT_EQ(Parse("unit={家} document=documents/01J"), "(and unit={家} document=documents/01J)");
  EXPECT_EQ(Parse("indicator:工业总产值"), "indicator:工业总产值");
}

TEST(FilterSyntaxTest, QuotedStringsKeepSpacesAndEscapes) {
  EXPECT_EQ(Parse(R"(a="x y")"), "a=x y");
  EXPECT_EQ(Parse(R"(a='x "y"')"), "a=x \"y\"");
  EXPECT_EQ(Parse(R"(a="x \"y\" \\")"), "a=x \"y\" \\");
  EXPECT_EQ(Parse(R"(a="")"), "a=");
  EXPECT_EQ(Parse(R"(a="AND")"), "a=AND");
}

TEST(FilterSyntaxTest, FinalStarIsAPrefixUnlessEscaped) {
  const auto prefix = ParseFilterSyntax("a=\"规上*\"");
  ASSERT_TRUE(prefix.ok());
  EXPECT_EQ(prefix->values[0].text, "规上");
  EXPECT_TRUE(prefix->values[0].prefix);
  const auto plain = ParseFilterSyntax(R"(a="规上\*")");
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain->values[0].text, "规上*");
  EXPECT_FALSE(plain->values[0].prefix);
  const auto any = ParseFilterSyntax("a:*");
  ASSERT_TRUE(any.ok());
  EXPECT_TRUE(any->values[0].is_any());
}

TEST(FilterSyntaxTest, ReadsCallsAndValueLists) {
  EXPECT_EQ(Parse(R"(region.within("regions/330604"))"), "region.within[regions/330604]");
  EXPECT_EQ(Parse("f(a, \"b\")"), "f[a|b]");
  EXPECT_EQ(Parse("f()"), "f[]");
  EXPECT_EQ(Parse("measure = (level OR growth)"), "measure=level|growth");
}

TEST(FilterSyntaxTest, ErrorsNameThePlaceAndWhatWasExpected) {
  EXPECT_EQ(Parse("value >"), "at character 8: expected a value after \">\", found the end of the filter");
  EXPECT_EQ(Parse("value"),
            "at character 6: expected a comparison (= != < <= > >= :) after \"value\", found the end of the filter");
  EXPECT_EQ(Parse("a=1 AND"), "at character 8: expected a field, a function or \"(\", found the end of the filter");
  EXPECT_EQ(Parse("a=1 )"), "at character 5: expected AND, OR or the end of the filter, found \")\"");
  EXPECT_EQ(Parse("(a=1"), "at character 5: expected AND, OR or \")\", found the end of the filter");
  EXPECT_EQ(Parse("a=1 = 2"), "at character 5: expected AND, OR or the end of the filter, found \"=\"");
  EXPECT_EQ(Parse("a = AND"), "at character 5: expected a value after \"=\", found \"AND\"");
  EXPECT_EQ(Parse("OR a=1"), "at character 1: expected a field, a function or \"(\", found \"OR\"");
  EXPECT_EQ(Parse("f(a b)"), "at character 5: expected \",\" or \")\", found \"b\"");
  EXPECT_EQ(Parse("a=(1 2)"), "at character 6: expected OR or \")\", found \"2\"");
  EXPECT_EQ(Parse("a ! 1"), "at character 3: expected \"!=\", found \"!\"; negation is NOT or -");
  EXPECT_EQ(Parse("a=\"x"), "at character 3: this string has no closing quote");
  EXPECT_EQ(Parse("- a=1"), "at character 3: expected a field or \"(\" right after \"-\", found \"a\"");
  EXPECT_EQ(Parse("NOT NOT a=1"),
            "at character 5: expected a field, a function or \"(\" after a negation, found \"NOT\"");
  EXPECT_EQ(Parse("\"工业\""), "at character 1: expected a field, a function or \"(\", found \"工业\"");
}

TEST(FilterSyntaxTest, ErrorsCountCharactersNotBytes) {
  EXPECT_EQ(Parse("indicator=工业总产值 )"), "at character 17: expected AND, OR or the end of the filter, found \")\"");
}

TEST(FilterSyntaxTest, RefusesStarsWithinAValue) {
  EXPECT_EQ(Parse("a=x*y"),
            "at character 4: a * stands only at the end of a value; write \\* in quotes for the character");
}

TEST(FilterSyntaxTest, BoundsSizeComparisonsAndDepth) {
  EXPECT_EQ(Parse(std::string(kMaxFilterBytes + 1, ' ')), "the filter has 4001 bytes, more than 4000");
  std::string many = "a=1";
  for (int i = 0; i < kMaxFilterComparisons; ++i) many += " a=1";
  EXPECT_EQ(Parse(many), "at character 401: more than 100 comparisons");
  std::string list = "a=(1";
  for (int i = 0; i < kMaxFilterComparisons; ++i) list += " OR 1";
  EXPECT_NE(Parse(list + ")").find("more than 100 comparisons"), std::string::npos);
  EXPECT_EQ(Parse(std::string(3000, '(')), "at character 51: parentheses nest deeper than 50");
}

TEST(FilterSyntaxTest, LongTokensAreCutInMessages) {
  std::string word;
  for (int i = 0; i < 100; ++i) word += "字";
  const std::string message = Parse("a=1 AND \"" + word + "\"");
  EXPECT_LT(message.size(), 150U);
  EXPECT_NE(message.find("…"), std::string::npos);
}

TEST(FilterSyntaxTest, RandomInputNeverCrashes) {
  const std::vector<std::string> pieces = {"a",  "=", "!=", "<",    ">=",   ":",     "(",    ")",
                                           "\"", "'", "\\", "*",    ",",    " AND ", " OR ", "NOT ",
                                           "-",  " ", ".",  "工业", "\xe5", "\xff",  "1",    "f("};
  std::mt19937 random(20240601);
  int accepted = 0;
  for (int i = 0; i < 50000; ++i) {
    std::string filter;
    for (auto n = random() % 24; n > 0; --n) filter += pieces[random() % pieces.size()];
    const auto node = ParseFilterSyntax(filter);
    if (node.ok()) {
      ++accepted;
    } else {
      EXPECT_EQ(node.status().code(), absl::StatusCode::kInvalidArgument);
      EXPECT_FALSE(node.status().message().empty());
    }
  }
  EXPECT_GT(accepted, 0);
}

}  // namespace
}  // namespace fangzhi::query
