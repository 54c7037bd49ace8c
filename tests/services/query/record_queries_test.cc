#include "services/query/record_queries.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "common/rpc/status.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class RecordQueriesTest : public testing::Test {
 protected:
  std::vector<Figure> Figures(int count) {
    std::vector<Figure> figures(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) figures[static_cast<size_t>(i)].value = absl::StrCat(i);
    return figures;
  }

  std::vector<std::string> Values(const v1::ListRecordsResponse& response) {
    std::vector<std::string> values;
    for (const auto& record : response.records()) values.push_back(record.quantity().value());
    return values;
  }

  // The values on all pages.
  std::vector<std::string> AllPages(v1::ListRecordsRequest request) {
    std::vector<std::string> values;
    do {
      const auto page = ListRecords(fixture_.context(), request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const std::string& value : Values(*page)) values.push_back(value);
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return values;
  }

  StoreFixture fixture_;
};

TEST_F(RecordQueriesTest, GetRecordAnswersInTheViewAskedFor) {
  const std::string document = fixture_.Add("甲", "2022-05", Figures(1));
  v1::GetRecordRequest request;
  request.set_name(document + "/records/10-0");
  auto record = GetRecord(fixture_.context(), request);
  ASSERT_TRUE(record.ok()) << record.status();
  EXPECT_EQ(record->name(), request.name());
  EXPECT_EQ(record->document().title(), "甲");
  EXPECT_EQ(record->document().published(), "2022-05");
  EXPECT_FALSE(record->provenance().sentence().empty());
  EXPECT_THAT(record->attributions(), IsEmpty());
  request.set_view(v1::RECORD_VIEW_BASIC);
  EXPECT_TRUE(GetRecord(fixture_.context(), request)->provenance().sentence().empty());
  request.set_view(v1::RECORD_VIEW_EXPLAINED);
  EXPECT_EQ(GetRecord(fixture_.context(), request)->attributions_size(), 1);
}

TEST_F(RecordQueriesTest, GetRecordTellsBadNamesFromAbsentRecords) {
  const std::string document = fixture_.Add("甲", "2022", Figures(1));
  v1::GetRecordRequest request;
  for (const char* name : {"", "records/1-0", "documents/-/records/1-0", "documents/x/records/1"}) {
    request.set_name(name);
    EXPECT_THAT(Violation(GetRecord(fixture_.context(), request).status(), "name"), HasSubstr("documents/{document}"))
        << name;
  }
  request.set_name(document + "/records/99-0");
  const absl::Status status = GetRecord(fixture_.context(), request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  const auto resource = rpc::GetDetail<google::rpc::ResourceInfo>(status);
  ASSERT_TRUE(resource.has_value());
  EXPECT_EQ(resource->resource_name(), request.name());
  request.set_name(document + "/records/10-0");
  fixture_.Delete(document);
  EXPECT_EQ(GetRecord(fixture_.context(), request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(RecordQueriesTest, ListRecordsPagesThroughEveryRecordOnce) {
  fixture_.Add("甲", "2022", Figures(23));
  for (const char* order : {"", "value", "value desc", "period, value desc", "confidence", "create_time desc"}) {
    v1::ListRecordsRequest request;
    request.set_order_by(order);
    request.set_page_size(5);
    const auto values = AllPages(request);
    EXPECT_EQ(values.size(), 23U) << order;
    EXPECT_EQ(std::set<std::string>(values.begin(), values.end()).size(), 23U) << order;
  }
}

TEST_F(RecordQueriesTest, ListRecordsFiltersAndOrders) {
  fixture_.Add("甲", "2022", Figures(12));
  v1::ListRecordsRequest request;
  request.set_filter("value >= 8");
  request.set_order_by("value desc");
  EXPECT_THAT(AllPages(request), ElementsAre("11", "10", "9", "8"));
}

TEST_F(RecordQueriesTest, PagesStayStableWhileRecordsAreAdded) {
  fixture_.Add("甲", "2022", Figures(6));
  v1::ListRecordsRequest request;
  request.set_page_size(4);
  const auto first = ListRecords(fixture_.context(), request);
  fixture_.Add("乙", "2022", Figures(3));
  request.set_page_token(first->next_page_token());
  EXPECT_THAT(AllPages(request), ElementsAre("4", "5", "0", "1", "2"));
}

TEST_F(RecordQueriesTest, LargePagesAreReadWhole) {
  fixture_.Add("甲", "2022", Figures(350));
  v1::ListRecordsRequest request;
  request.set_page_size(5000);
  const auto page = ListRecords(fixture_.context(), request);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->records_size(), 350);
  EXPECT_EQ(page->next_page_token(), "");
}

TEST_F(RecordQueriesTest, PagesOfLongSentencesStayBelowTheMessageLimit) {
  std::vector<Figure> figures = Figures(1000);
  std::string words;
  for (int i = 0; i < 1900; ++i) words += "字";
  for (Figure& figure : figures) figure.phrase = words + figure.value;
  fixture_.Add("甲", "2022", figures);
  v1::ListRecordsRequest request;
  request.set_page_size(1000);
  size_t records = 0;
  do {
    const auto page = ListRecords(fixture_.context(), request);
    ASSERT_TRUE(page.ok());
    EXPECT_LT(page->ByteSizeLong(), size_t{4} << 20);
    records += static_cast<size_t>(page->records_size());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(records, 1000U);
}

TEST_F(RecordQueriesTest, SupersededRecordsAreLeftOutUnlessAskedFor) {
  const std::string document = fixture_.Add("甲", "2022", {{.value = "1"}});
  const absl::Time before = fixture_.now();
  fixture_.Replace(document, {{.value = "2"}});
  v1::ListRecordsRequest request;
  EXPECT_THAT(AllPages(request), ElementsAre("2"));
  request.set_show_superseded(true);
  EXPECT_THAT(AllPages(request), ElementsAre("1", "2"));
  request.set_show_superseded(false);
  request.mutable_as_of()->set_seconds(absl::ToUnixSeconds(before));
  EXPECT_THAT(AllPages(request), ElementsAre("1"));
}

TEST_F(RecordQueriesTest, DeletedDocumentsAreGoneFromThePastToo) {
  const std::string document = fixture_.Add("甲", "2022", {{.value = "1"}});
  v1::ListRecordsRequest request;
  request.mutable_as_of()->set_seconds(absl::ToUnixSeconds(fixture_.now()));
  request.set_show_superseded(true);
  EXPECT_THAT(AllPages(request), ElementsAre("1"));
  fixture_.Delete(document);
  EXPECT_THAT(AllPages(request), IsEmpty());
}

TEST_F(RecordQueriesTest, EveryBadArgumentHasItsViolation) {
  v1::ListRecordsRequest request;
  request.set_filter("value >");
  request.set_order_by("size");
  request.set_page_size(-1);
  request.set_page_token("x");
  request.mutable_as_of()->set_nanos(-1);
  request.set_view(static_cast<v1::RecordView>(77));
  const absl::Status status = ListRecords(fixture_.context(), request).status();
  EXPECT_THAT(Violation(status, "filter"), HasSubstr("at character 8"));
  for (const char* field : {"order_by", "page_size", "page_token", "as_of", "view"}) {
    EXPECT_NE(Violation(status, field), "") << field;
  }
}

TEST_F(RecordQueriesTest, TokensOfOtherArgumentsAreRefused) {
  fixture_.Add("甲", "2022", Figures(6));
  v1::ListRecordsRequest request;
  request.set_page_size(4);
  const std::string token = ListRecords(fixture_.context(), request)->next_page_token();
  request.set_page_token(token);
  request.set_filter("value > 1");
  EXPECT_NE(Violation(ListRecords(fixture_.context(), request).status(), "page_token"), "");
}

TEST_F(RecordQueriesTest, DeadlineEndsTheRead) {
  fixture_.Add("甲", "2022", Figures(50));
  QueryContext context = fixture_.context();
  context.bounds.cancelled = [] { return true; };
  v1::ListRecordsRequest request;
  request.set_filter("sentence : 无");
  const absl::Status status = ListRecords(context, request).status();
  EXPECT_TRUE(status.ok() || absl::IsCancelled(status)) << status;
  context.bounds = {.deadline = absl::Now() - absl::Seconds(1), .cancelled = nullptr};
  EXPECT_EQ(ListRecords(context, request).status().code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace fangzhi::query
