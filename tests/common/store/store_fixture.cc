#include "tests/common/store/store_fixture.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "common/base/period.h"
#include "common/store/names.h"

namespace fangzhi::store {
namespace {

void SetDate(absl::CivilDay day, google::type::Date* date) {
  date->set_year(static_cast<int32_t>(day.year()));
  date->set_month(day.month());
  date->set_day(day.day());
}

v1::Granularity GranularityOf(Granularity granularity) {
  switch (granularity) {
    case Granularity::kNone:
      return v1::GRANULARITY_UNSPECIFIED;
    case Granularity::kDay:
      return v1::GRANULARITY_DAY;
    case Granularity::kMonth:
      return v1::GRANULARITY_MONTH;
    case Granularity::kQuarter:
      return v1::GRANULARITY_QUARTER;
    case Granularity::kHalf:
      return v1::GRANULARITY_HALF;
    case Granularity::kYear:
      return v1::GRANULARITY_YEAR;
    case Granularity::kInstant:
      return v1::GRANULARITY_INSTANT;
    case Granularity::kInterval:
      return v1::GRANULARITY_INTERVAL;
  }
  return v1::GRANULARITY_UNSPECIFIED;
}

}  // namespace

absl::StatusOr<std::unique_ptr<WritableStore>> SqliteBackend::OpenForWriting(WriteOptions options) {
  return store::OpenForWriting(path(), std::move(options));
}

absl::StatusOr<std::unique_ptr<Store>> SqliteBackend::OpenForReading() { return store::OpenForReading(path()); }

std::vector<BackendParam> AllBackends() {
  return {{"Sqlite", []() -> std::unique_ptr<Backend> { return std::make_unique<SqliteBackend>(); }}};
}

std::string NameOfBackend(const testing::TestParamInfo<BackendParam>& info) { return info.param.name; }

v1::Record MakeRecord(int64_t start, int32_t ordinal) {
  v1::Record record;
  record.set_name(RecordName{"-", start, ordinal}.ToString());
  record.mutable_indicator()->set_phrase("走访企业");
  record.set_measure(v1::MEASURE_LEVEL);
  v1::Quantity* const quantity = record.mutable_quantity();
  quantity->set_number("1个");
  quantity->set_value("1");
  quantity->set_unit("{个}");
  quantity->set_comparator(v1::COMPARATOR_EQUAL);
  quantity->set_approximate_value(1);
  v1::Subject* const subject = record.mutable_subject();
  subject->set_name_text("曹娥街道");
  subject->set_id("regions/330604001");
  subject->set_kind(v1::SUBJECT_KIND_REGION);
  subject->set_region("regions/330604001");
  SetPeriod("2022", &record);
  record.set_modality(v1::MODALITY_ACTUAL);
  record.set_topic("economy");
  record.set_confidence(0.5);
  v1::Provenance* const provenance = record.mutable_provenance();
  provenance->mutable_number()->set_start(start);
  provenance->mutable_number()->set_end(start + 2);
  provenance->mutable_sentence_span()->set_start(start / 100 * 100);
  provenance->mutable_sentence_span()->set_end(start / 100 * 100 + 100);
  provenance->set_sentence(absl::StrCat("第", start / 100, "句。"));
  return record;
}

void SetPeriod(std::string_view notation, v1::Record* record) {
  record->clear_period();
  const Period parsed = Period::Parse(notation).value();
  if (parsed.empty()) return;
  v1::Period* const period = record->mutable_period();
  period->set_notation(std::string(notation));
  period->set_granularity(GranularityOf(parsed.granularity()));
  if (parsed.first()) SetDate(*parsed.first(), period->mutable_first_day());
  if (parsed.last()) SetDate(*parsed.last(), period->mutable_last_day());
}

OpenStore::OpenStore(Backend* backend)
    : backend_(backend), now_(std::make_shared<absl::Time>(absl::FromUnixSeconds(1'700'000'000))) {
  Reopen();
}

void OpenStore::Reopen() {
  store_.reset();
  auto store = backend_->OpenForWriting({.clock = [now = now_] { return *now; }});
  if (!store.ok()) GTEST_FAIL() << store.status();
  store_ = *std::move(store);
}

std::string OpenStore::Insert(std::string_view text, std::string_view published) {
  NewDocument document;
  document.text = text;
  document.document.set_title(absl::StrCat("标题", std::string(text)));
  document.document.set_source("上虞日报");
  document.document.set_published(std::string(published));
  auto inserted = documents().Insert(std::move(document));
  EXPECT_TRUE(inserted.ok()) << inserted.status();
  return inserted.ok() ? inserted->document.name() : "";
}

Claim OpenStore::ClaimOnly(const std::string& name) {
  auto batch = documents().ClaimPending(1000, absl::Hours(1), now());
  EXPECT_TRUE(batch.ok()) << batch.status();
  for (const ClaimedDocument& claimed : batch->documents) claims_[claimed.claim.name] = claimed.claim;
  EXPECT_TRUE(claims_.contains(name)) << "not claimed";
  return claims_[name];
}

void OpenStore::Extract(const std::string& name, std::vector<v1::Record> records, std::string version) {
  const auto outcome = documents().CommitExtraction(ClaimOnly(name), {std::move(version), "", std::move(records)});
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(*outcome, CommitOutcome::kCommitted);
}

std::string OpenStore::InsertWith(std::string_view text, std::vector<v1::Record> records, std::string_view published) {
  std::string name = Insert(text, published);
  Extract(name, std::move(records));
  return name;
}

void OpenStore::Reextract(const std::string& name, std::vector<v1::Record> records, std::string version) {
  ASSERT_EQ(documents().Requeue({name}, "").value(), 1);
  Extract(name, std::move(records), std::move(version));
}

std::vector<v1::Record> ListAll(const RecordStore& records, RecordListOptions options) {
  std::vector<v1::Record> all;
  do {
    auto page = records.List(options);
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) return all;
    EXPECT_LE(static_cast<int>(page->records.size()), options.page_size);
    all.insert(all.end(), page->records.begin(), page->records.end());
    options.cursor = page->next_cursor;
  } while (!options.cursor.empty());
  return all;
}

}  // namespace fangzhi::store
