#include "services/query/search_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/query/search_words.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(SearchWordsTest, BlanksSeparateAndQuotationMarksHoldTogether) {
  EXPECT_THAT(*ParseSearchWords(" 工业 \"总 产值\"　GDP"), ElementsAre("工业", "总 产值", "GDP"));
  EXPECT_THAT(*ParseSearchWords("亩均“十强 企业”榜"), ElementsAre("亩均", "十强 企业", "榜"));
}

TEST(SearchWordsTest, RefusesWhatCannotBeFound) {
  const auto message = [](const std::string& query) { return std::string(ParseSearchWords(query).status().message()); };
  EXPECT_THAT(message(""), HasSubstr("expected a word"));
  EXPECT_THAT(message("工业 %"), HasSubstr("letter or digit"));
  EXPECT_THAT(message("工业 \"\""), HasSubstr("letter or digit"));
  EXPECT_THAT(message("\"工业"), HasSubstr("not closed"));
  EXPECT_THAT(message(std::string(301, 'a')), HasSubstr("300 bytes"));
  EXPECT_THAT(message("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"), HasSubstr("16 words"));
}

v1::SearchResult Snippet(const std::vector<std::string>& words, const std::string& sentence) {
  v1::SearchResult result;
  result.mutable_record()->mutable_provenance()->set_sentence(sentence);
  SetSnippet(words, result);
  return result;
}

std::string Repeat(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(SearchWordsTest, SnippetIsTheSentenceWithItsWords) {
  const v1::SearchResult result = Snippet({"产值", "总产", "gdp"}, "总产值和ＧＤＰ");
  EXPECT_EQ(result.snippet(), "总产值和ＧＤＰ");
  ASSERT_EQ(result.highlights_size(), 2) << "words that overlap are one";
  EXPECT_EQ(result.highlights(0).start(), 0);
  EXPECT_EQ(result.highlights(0).end(), 3);
  EXPECT_EQ(result.highlights(1).start(), 4);
  EXPECT_EQ(result.highlights(1).end(), 7);
}

TEST(SearchWordsTest, LongSentencesAreCutAroundTheFirstWord) {
  const v1::SearchResult result = Snippet({"产值"}, Repeat("字", 100) + "产值" + Repeat("字", 100));
  EXPECT_EQ(result.snippet(), "…" + Repeat("字", 20) + "产值" + Repeat("字", 58) + "…");
  ASSERT_EQ(result.highlights_size(), 1);
  EXPECT_EQ(result.highlights(0).start(), 21);
  EXPECT_EQ(result.highlights(0).end(), 23);
  EXPECT_EQ(Snippet({"产值"}, Repeat("字", 100) + "产值").snippet(), "…" + Repeat("字", 78) + "产值");
  EXPECT_EQ(Snippet({"无"}, Repeat("字", 100)).snippet(), Repeat("字", 80) + "…");
}

class SearchQueriesTest : public testing::Test {
 protected:
  absl::StatusOr<v1::SearchRecordsResponse> Search(const std::string& query) {
    request_.set_query(query);
    return SearchRecords(fixture_.context(), request_);
  }

  StoreFixture fixture_;
  v1::SearchRecordsRequest request_;
};

TEST_F(SearchQueriesTest, AnswersWithRecordSnippetAndScore) {
  fixture_.Add("甲", "2022", {{.value = "752"}, {.value = "18"}});
  const auto response = Search("752 曹娥");
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->results_size(), 1);
  const v1::SearchResult& result = response->results(0);
  EXPECT_EQ(result.record().quantity().value(), "752");
  EXPECT_EQ(result.record().document().title(), "甲");
  EXPECT_EQ(result.snippet(), "曹娥街道规上工业总产值752。");
  EXPECT_EQ(result.highlights_size(), 2);
  EXPECT_GT(result.score(), 0);
  EXPECT_FALSE(response->candidates_limited());
  EXPECT_THAT(Search("不在的话")->results(), IsEmpty());
}

TEST_F(SearchQueriesTest, FilterAndPages) {
  fixture_.Add("甲", "2022", {{.value = "1"}, {.value = "2"}, {.value = "3", .measure = v1::MEASURE_GROWTH}});
  request_.set_filter("measure = level");
  request_.set_page_size(1);
  auto page = Search("产值");
  EXPECT_EQ(page->results(0).record().quantity().value(), "2");
  request_.set_page_token(page->next_page_token());
  page = Search("产值");
  EXPECT_EQ(page->results(0).record().quantity().value(), "1");
  EXPECT_EQ(page->next_page_token(), "");
  EXPECT_THAT(Violation(Search("工业").status(), "page_token"), HasSubstr("arguments"));
}

TEST_F(SearchQueriesTest, EveryBadArgumentHasItsViolation) {
  request_.set_filter("size = 1");
  request_.set_page_size(-1);
  request_.set_page_token("?");
  const absl::Status status = Search("").status();
  for (const char* field : {"query", "filter", "page_size", "page_token"})
    EXPECT_NE(Violation(status, field), "") << field;
}

}  // namespace
}  // namespace fangzhi::query
