// The plans of the statements that most calls are made of.

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/sqlite/database.h"
#include "common/store/decimal_key.h"
#include "common/store/migrations.h"
#include "common/store/period_days.h"
#include "common/store/sqlite_record_query.h"
#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class SqlitePlanTest : public testing::Test {
 protected:
  SqlitePlanTest()
      : db_(sqlite::Database::Open(directory_.File("plan.db"), {.mode = sqlite::OpenMode::kCreate}).value()) {
    EXPECT_TRUE(Migrate(db_.get()).ok());
    // The names that filters look up.
    EXPECT_TRUE(
        db_->Execute("INSERT INTO indicators (id, name, open, topic) VALUES (1, 'indicators/gdp', 0, 'economy');"
                     "INSERT INTO subjects (id, name) VALUES (1, 'regions/330604');"
                     "INSERT INTO indicator_phrases VALUES ('GDP', 1, 1);"
                     "INSERT INTO subject_names VALUES ('上虞区', 1, 1, '330604', 1);"
                     "INSERT INTO documents (id, name, title, source, published, published_day, media_type, "
                     "charset, content_hash, text_length, state, available_us, created_us, updated_us) VALUES "
                     "(1, '01ARZ3NDEKTSV4RRFFQ69G5FAV', '', '', '', 0, '', '', x'00', 1, 2, 0, 0, 0);"
                     "INSERT INTO extractors (id, version) VALUES (1, '1')")
            .ok());
    // More records than are few, and one that is apart from them in every field.
    InsertRecords(5000, 2000, 5, 0.5, "33", 2020);
    InsertRecords(1, 1, 10, 0.9, "330604", 2030);
  }

  void InsertRecords(int count, int start, int value, double confidence, std::string_view region, int year) {
    auto insert = db_->Prepare(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT ?1) "
        "INSERT INTO records (document, start, ordinal, created_us, near_duplicate, indicator, subject, measure, "
        "modality, comparator, granularity, period_order, published_day, extractor, confidence, value_key, value, "
        "value_high, unit, topic, number, phrase, subject_text, subject_kind, region, period, period_surface, base, "
        "whole, provenance) SELECT 1, ?2 + i, 0, 1, 0, 1, 1, 1, 1, 1, 5, ?3, ?4, 1, ?5, ?6, '', '', '', ?7, '', 'GDP', "
        "'上虞区', 1, ?8, '', '', '', '', x'' FROM n");
    ASSERT_TRUE(insert.ok()) << insert.status();
    const std::string key = DecimalKey(Decimal::FromInt(value));
    insert->BindAll(count, start, PeriodDays::Of(Period::Year(year)).order(), year * 10000 + 101, confidence,
                    sqlite::Blob{key}, count == 1 ? "party" : "economy", region);
    ASSERT_TRUE(insert->Run().ok());
  }

  std::string PlanOf(const std::string& sql) {
    auto explain = db_->Prepare("EXPLAIN QUERY PLAN " + sql);
    EXPECT_TRUE(explain.ok()) << sql;
    std::string plan;
    while (explain->Step().value()) absl::StrAppend(&plan, std::string(explain->Text(3)), "\n");
    return plan;
  }

  // The plan of the first page, and of each part of a further page.
  std::vector<std::string> Plans(RecordFilter filter, std::vector<RecordOrder> order = {}, Vintage vintage = {}) {
    return Plans(RecordListOptions{.filter = filter, .order = order, .vintage = vintage});
  }
  std::vector<std::string> Plans(const RecordListOptions& options) {
    const auto query = RecordQuery::Compile(db_.get(), options);
    EXPECT_TRUE(query.ok()) << query.status();
    std::vector<std::string> plans;
    for (const std::string& statement : query->Statements()) plans.push_back(PlanOf(statement));
    return plans;
  }

  TemporaryDirectory directory_;
  std::unique_ptr<sqlite::Database> db_;
};

RecordFilter Equal(RecordField field, FilterValue value) {
  return RecordFilter::Compare(field, FilterOp::kEqual, std::move(value));
}

// A stretch of that index, in the order of the answer: nothing is sorted, nothing is read in vain but for what further
// conditions leave out.
auto IsStretchOf(const std::string& index) {
  return testing::Each(
      AllOf(HasSubstr(absl::StrCat("INDEX ", index)), Not(HasSubstr("TEMP B-TREE")), Not(HasSubstr("USING INTEGER"))));
}

TEST_F(SqlitePlanTest, EqualityPagesInTheOrderOfNames) {
  EXPECT_THAT(Plans(Equal(RecordField::kIndicator, "indicators/gdp")), IsStretchOf("current_by_indicator"));
  EXPECT_THAT(Plans(Equal(RecordField::kIndicatorPhrase, "GDP")), IsStretchOf("current_by_indicator"));
  EXPECT_THAT(Plans(Equal(RecordField::kSubjectId, "regions/330604")), IsStretchOf("current_by_subject"));
  EXPECT_THAT(Plans(Equal(RecordField::kSubject, "上虞区")), IsStretchOf("current_by_subject"));
  EXPECT_THAT(Plans(Equal(RecordField::kRegion, "regions/330604")), IsStretchOf("current_by_region"));
  EXPECT_THAT(Plans(Equal(RecordField::kTopic, "economy")), IsStretchOf("current_by_topic"));
  EXPECT_THAT(Plans(Equal(RecordField::kPeriod, "2022")), IsStretchOf("current_by_period"));
  EXPECT_THAT(Plans(Equal(RecordField::kDocument, "documents/01ARZ3NDEKTSV4RRFFQ69G5FAV")),
              IsStretchOf("current_by_name"));
}

TEST_F(SqlitePlanTest, BroadFiltersWalkInTheOrderOfTheAnswer) {
  const RecordFilter broad[] = {
      RecordFilter(),
      Equal(RecordField::kMeasure, int64_t{1}),
      RecordFilter::Compare(RecordField::kValue, FilterOp::kGreater, Decimal::FromInt(4)),
      RecordFilter::Compare(RecordField::kConfidence, FilterOp::kGreaterOrEqual, 0.5),
      RecordFilter::Compare(RecordField::kPublished, FilterOp::kLess, absl::CivilDay(2023, 1, 1)),
      RecordFilter(RecordFilter::PeriodWithin{Period::Year(2020)}),
      RecordFilter(RecordFilter::RegionWithin{"regions/33"}),
      RecordFilter::Negated(Equal(RecordField::kTopic, "economy")),
  };
  for (const RecordFilter& filter : broad) EXPECT_THAT(Plans(filter), IsStretchOf("current_by_name"));
}

TEST_F(SqlitePlanTest, FewMatchesAreFoundByTheirIndex) {
  const auto finds = [](const std::string& index) { return testing::Each(HasSubstr(index)); };
  EXPECT_THAT(Plans(RecordFilter::Compare(RecordField::kValue, FilterOp::kGreater, Decimal::FromInt(5))),
              finds("current_by_value (value_key>?"));
  EXPECT_THAT(Plans(RecordFilter::Compare(RecordField::kConfidence, FilterOp::kGreater, 0.5)),
              finds("current_by_confidence (confidence>?"));
  EXPECT_THAT(Plans(RecordFilter::Compare(RecordField::kPublished, FilterOp::kGreater, absl::CivilDay(2025, 1, 1))),
              finds("current_by_published (published_day>?"));
  EXPECT_THAT(Plans(RecordFilter(RecordFilter::PeriodWithin{Period::Year(2030)})),
              finds("current_by_period (period_order>? AND period_order<?"));
  EXPECT_THAT(Plans(RecordFilter(RecordFilter::RegionWithin{"regions/3306"})),
              finds("current_by_region (region>? AND region<?"));
  // Beside a condition that many meet.
  EXPECT_THAT(
      Plans(RecordFilter::AllOf({Equal(RecordField::kTopic, "economy"),
                                 RecordFilter::Compare(RecordField::kValue, FilterOp::kGreater, Decimal::FromInt(5))})),
      finds("current_by_value (value_key>?"));
  EXPECT_THAT(Plans(Equal(RecordField::kTopic, "party"), {{RecordOrderField::kValue, true}}),
              finds("current_by_topic (topic=?"));
}

TEST_F(SqlitePlanTest, EveryOrderHasItsIndexInBothDirections) {
  const RecordFilter filters[] = {RecordFilter(), Equal(RecordField::kTopic, "economy"),
                                  Equal(RecordField::kRegion, "regions/33"),
                                  RecordFilter::Compare(RecordField::kNumber, FilterOp::kContains, "4")};
  for (const RecordFilter& filter : filters) {
    for (const bool descending : {false, true}) {
      const auto plans = [&](RecordOrderField field) { return Plans(filter, {{field, descending}}); };
      EXPECT_THAT(plans(RecordOrderField::kPeriod), IsStretchOf("current_by_period"));
      EXPECT_THAT(plans(RecordOrderField::kValue), IsStretchOf("current_by_value"));
      EXPECT_THAT(plans(RecordOrderField::kConfidence), IsStretchOf("current_by_confidence"));
      EXPECT_THAT(plans(RecordOrderField::kPublished), IsStretchOf("current_by_published"));
      EXPECT_THAT(plans(RecordOrderField::kCreateTime), IsStretchOf("records_by_commit"));
    }
  }
  EXPECT_THAT(Plans(RecordFilter(), {{RecordOrderField::kDocument, true}}), IsStretchOf("current_by_name"));
}

TEST_F(SqlitePlanTest, EqualityPagesInTheOrderOfPeriods) {
  const std::vector<RecordOrder> latest = {{RecordOrderField::kPeriod, true}};
  EXPECT_THAT(Plans(Equal(RecordField::kIndicator, "indicators/gdp"), latest),
              IsStretchOf("current_by_indicator_period"));
  EXPECT_THAT(Plans(Equal(RecordField::kSubjectId, "regions/330604"), latest),
              IsStretchOf("current_by_subject_period"));
  EXPECT_THAT(Plans(RecordFilter::AllOf({Equal(RecordField::kIndicator, "indicators/gdp"),
                                         Equal(RecordField::kSubjectId, "regions/330604")}),
                    latest),
              IsStretchOf("current_by_series"));
}

TEST_F(SqlitePlanTest, ContestedFiguresAreFoundWithoutReadingRecords) {
  EXPECT_THAT(Plans({.contested = true, .grouping = RecordGrouping::kFigure}),
              testing::Each(AllOf(HasSubstr("r USING COVERING INDEX current_by_series"),
                                  HasSubstr("o USING COVERING INDEX current_by_series (indicator=? AND subject=? AND"),
                                  Not(HasSubstr("TEMP B-TREE")))));
}

TEST_F(SqlitePlanTest, MoreSelectiveConditionDecides) {
  EXPECT_THAT(Plans(RecordFilter::AllOf(
                  {Equal(RecordField::kTopic, "economy"), Equal(RecordField::kIndicator, "indicators/gdp")})),
              IsStretchOf("current_by_indicator"));
  EXPECT_THAT(Plans(RecordFilter::AllOf(
                  {Equal(RecordField::kIndicator, "indicators/gdp"), Equal(RecordField::kPeriod, "2022")})),
              testing::Each(HasSubstr("current_by_indicator_period (indicator=? AND period_order=?")));
  EXPECT_THAT(Plans(RecordFilter::AllOf({Equal(RecordField::kIndicator, "indicators/gdp"),
                                         Equal(RecordField::kSubjectId, "regions/330604")})),
              testing::Each(HasSubstr("current_by_series (indicator=? AND subject=?")));
}

TEST_F(SqlitePlanTest, ThePastIsFoundByIndexToo) {
  const Vintage past{.as_of = absl::FromUnixSeconds(1)};
  EXPECT_THAT(Plans(RecordFilter(), {}, past), testing::Each(HasSubstr("USING INDEX records_by_name")));
  EXPECT_THAT(Plans(RecordFilter::AllOf({Equal(RecordField::kIndicator, "indicators/gdp"),
                                         Equal(RecordField::kSubjectId, "regions/330604")}),
                    {}, past),
              testing::Each(HasSubstr("USING INDEX records_by_subject (subject=? AND indicator=?")));
}

TEST_F(SqlitePlanTest, DocumentsAreFoundByIndex) {
  EXPECT_THAT(PlanOf("SELECT id FROM documents AS d WHERE d.id < ? AND d.state = ? ORDER BY d.id DESC LIMIT ?"),
              AllOf(HasSubstr("documents_by_state"), Not(HasSubstr("TEMP B-TREE"))));
  EXPECT_THAT(PlanOf("SELECT id, available_us FROM documents WHERE state = 1 ORDER BY available_us, id LIMIT ?1"),
              AllOf(HasSubstr("documents_pending"), Not(HasSubstr("TEMP B-TREE"))));
}

}  // namespace
}  // namespace fangzhi::store
