// What SQLite does for every method on a store of 10⁵ records: no table is read from end to end, and the statements
// that most calls are made of find what they want by an index.

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "common/sqlite/database.h"
#include "services/query/availability_queries.h"
#include "services/query/catalogue_queries.h"
#include "services/query/conflict_queries.h"
#include "services/query/record_queries.h"
#include "services/query/record_streams.h"
#include "services/query/region_queries.h"
#include "services/query/search_queries.h"
#include "services/query/series_queries.h"
#include "tests/bench/store_generator.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::Contains;
using testing::HasSubstr;

// Notes every statement that any connection of this process runs.
class StatementLog {
 public:
  static StatementLog& Get() {
    static auto* const log = new StatementLog();
    return *log;
  }

  std::set<std::string> Take() {
    MutexLock lock(&mutex_);
    return std::exchange(statements_, {});
  }

 private:
  StatementLog() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&Attach)); }

  static int Attach(sqlite3* db, char**, const sqlite3_api_routines*) {
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, &Note, nullptr);
  }

  static int Note(unsigned, void*, void* statement, void*) {
    const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    MutexLock lock(&Get().mutex_);
    if (sql != nullptr) Get().statements_.insert(sql);
    return 0;
  }

  Mutex mutex_;
  std::set<std::string> statements_ ABSL_GUARDED_BY(mutex_);
};

// One store for all tests: making it takes seconds.
class QueryPlansTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    StatementLog::Get();
    fixture_ = new StoreFixture();
    auto landmarks = bench::FillStore(fixture_->store(), 100000);
    ASSERT_TRUE(landmarks.ok()) << landmarks.status();
    landmarks_ = new bench::Landmarks(*std::move(landmarks));
    db_ = sqlite::Database::Open(fixture_->path(), {.mode = sqlite::OpenMode::kRead}).value().release();
  }
  static void TearDownTestSuite() {
    delete db_;
    delete landmarks_;
    delete fixture_;
  }

  // The plans, line by line, of the statements that `call` runs. Each of them must be free of full scans: an index may
  // be walked in the order of the answer, which ends with the page.
  template <typename Call>
  std::vector<std::string> Plans(const Call& call) {
    StatementLog::Get().Take();
    const auto answer = call();
    EXPECT_TRUE(answer.ok()) << answer.status();
    std::vector<std::string> lines;
    for (const std::string& sql : StatementLog::Get().Take()) {
      // The index of words reads its own tables, by quoted names, as it likes.
      if (!absl::StartsWith(sql, "SELECT") || absl::StrContains(sql, "'main'.")) continue;
      auto explain = db_->Prepare("EXPLAIN QUERY PLAN " + sql);
      if (!explain.ok()) {
        ADD_FAILURE() << sql;
        continue;
      }
      while (*explain->Step()) {
        lines.emplace_back(explain->Text(3));
        const std::string& line = lines.back();
        const bool scans = absl::StartsWith(line, "SCAN") && !absl::StrContains(line, " INDEX ") &&
                           !absl::StrContains(line, "VIRTUAL TABLE INDEX") &&
                           !absl::StrContains(line, "CONSTANT ROW") && !absl::StrContains(line, "SUBQUERY") &&
                           !absl::StrContains(line, "(subquery");
        EXPECT_FALSE(scans) << line << " in " << sql;
      }
    }
    StatementLog::Get().Take();
    EXPECT_FALSE(lines.empty());
    return lines;
  }

  template <typename Request>
  static Request Filtered(const std::string& filter) {
    Request request;
    request.set_filter(filter);
    return request;
  }

  std::vector<std::string> ListPlans(const std::string& filter, const std::string& order = "") {
    auto request = Filtered<v1::ListRecordsRequest>(filter);
    request.set_order_by(order);
    return Plans([&] { return ListRecords(fixture_->context(), request); });
  }

  static StoreFixture* fixture_;
  static bench::Landmarks* landmarks_;
  static sqlite::Database* db_;
};

StoreFixture* QueryPlansTest::fixture_ = nullptr;
bench::Landmarks* QueryPlansTest::landmarks_ = nullptr;
sqlite::Database* QueryPlansTest::db_ = nullptr;

TEST_F(QueryPlansTest, GetRecordFindsItByName) {
  v1::GetRecordRequest request;
  request.set_name(landmarks_->records.back());
  EXPECT_THAT(Plans([&] { return GetRecord(fixture_->context(), request); }),
              Contains(HasSubstr("current_by_name (document=? AND start=? AND ordinal=?")));
}

TEST_F(QueryPlansTest, ListRecordsFindsOrWalksAnIndex) {
  EXPECT_THAT(ListPlans(""), Contains(HasSubstr("USING INDEX current_by_name")));
  EXPECT_THAT(ListPlans(absl::StrCat("indicator = \"", landmarks_->indicator, "\"")),
              Contains(HasSubstr("current_by_indicator (indicator=?")));
  EXPECT_THAT(ListPlans(absl::StrCat("subject = \"", landmarks_->subject, "\""), "period desc"),
              Contains(HasSubstr("current_by_subject_period (subject=?")));
  EXPECT_THAT(ListPlans("measure = growth AND value > 90", "value desc"), Contains(HasSubstr("current_by_value")));
  EXPECT_THAT(ListPlans("region.within(\"regions/330604\") AND period = 2023"),
              Contains(HasSubstr("USING INDEX current_by")));
  EXPECT_THAT(ListPlans("sentence : \"稳中求进\""), Contains(HasSubstr("USING INDEX current_by_name")));
}

TEST_F(QueryPlansTest, GetSeriesFindsItsStretch) {
  v1::GetSeriesRequest request;
  request.set_indicator(landmarks_->indicator);
  request.set_subject(landmarks_->subject);
  EXPECT_EQ(GetSeries(fixture_->context(), request)->points_size(), landmarks_->points);
  EXPECT_THAT(Plans([&] { return GetSeries(fixture_->context(), request); }),
              Contains(HasSubstr("COVERING INDEX current_by_series (indicator=? AND subject=?")));
}

TEST_F(QueryPlansTest, CompareAndRankFindIndicatorAndPeriod) {
  v1::CompareRegionsRequest compare;
  compare.mutable_regions()->Add(landmarks_->regions.begin(), landmarks_->regions.end());
  compare.mutable_indicators()->Add(landmarks_->indicators.begin(), landmarks_->indicators.end());
  compare.set_period("2023");
  const auto by_period = HasSubstr("current_by_indicator_period (indicator=? AND period_order=?");
  EXPECT_THAT(Plans([&] { return CompareRegions(fixture_->context(), compare); }), Contains(by_period));
  v1::RankRegionsRequest rank;
  rank.set_indicator(landmarks_->indicators[0]);
  rank.set_period("2023");
  EXPECT_THAT(Plans([&] { return RankRegions(fixture_->context(), rank); }), Contains(by_period));
  rank.set_within(landmarks_->parent);
  Plans([&] { return RankRegions(fixture_->context(), rank); });
}

TEST_F(QueryPlansTest, SearchRecordsReadsTheIndexOfWords) {
  for (const std::string& word : {landmarks_->rare, landmarks_->usual, std::string("总产值")}) {
    v1::SearchRecordsRequest request;
    request.set_query(word);
    const auto plans = Plans([&] { return SearchRecords(fixture_->context(), request); });
    EXPECT_THAT(plans, Contains(HasSubstr("search VIRTUAL TABLE INDEX")));
    EXPECT_THAT(plans, Contains(HasSubstr("current_by_sentence (sentence=?")));
    EXPECT_THAT(plans, testing::Not(Contains(HasSubstr("TEMP B-TREE"))));
  }
}

TEST_F(QueryPlansTest, AvailabilityConflictsAndConsistencyWalkIndexes) {
  const std::string filter = absl::StrCat("subject = \"", landmarks_->subject, "\"");
  for (const std::string& one : {std::string(), filter}) {
    Plans([&] { return GetAvailability(fixture_->context(), Filtered<v1::GetAvailabilityRequest>(one)); });
    EXPECT_THAT(Plans([&] { return ListConflicts(fixture_->context(), Filtered<v1::ListConflictsRequest>(one)); }),
                Contains(HasSubstr("o USING COVERING INDEX current_by_series (indicator=? AND subject=? AND period")));
    Plans([&] { return CheckConsistency(fixture_->context(), Filtered<v1::CheckConsistencyRequest>(one)); });
  }
}

TEST_F(QueryPlansTest, StreamsGoOnByIndex) {
  RecordExport to_file([] {
    v1::ExportRecordsRequest request;
    request.set_format(v1::EXPORT_FORMAT_CSV);
    return request;
  }());
  for (int i = 0; i < 2; ++i) {
    v1::ExportRecordsResponse exported;
    Plans([&] { return to_file.Next(fixture_->context(), exported); });
  }
  RecordWatch watch({}, absl::InfinitePast());
  v1::WatchRecordsResponse watched;
  ASSERT_TRUE(watch.Next(fixture_->context(), watched).ok());
  const auto plans = Plans([&] { return watch.Next(fixture_->context(), watched); });
  EXPECT_THAT(plans, Contains(HasSubstr("records_by_commit ((created_us,document,start,ordinal)>")));
  EXPECT_THAT(plans, Contains(HasSubstr("records_by_supersession ((superseded_us,document,start,ordinal)>")));
}

TEST_F(QueryPlansTest, CatalogueIsReadFromWhatIsInUse) {
  v1::ListIndicatorsRequest indicators;
  indicators.set_used_only(true);
  StatementLog::Get().Take();
  EXPECT_TRUE(ListIndicators(fixture_->context(), indicators).ok());
  for (const std::string& sql : StatementLog::Get().Take()) {
    EXPECT_FALSE(absl::StrContains(sql, "count(*) FROM records")) << sql;
  }
}

}  // namespace
}  // namespace fangzhi::query
