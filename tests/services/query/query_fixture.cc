#include "tests/services/query/query_fixture.h"

#include <absl/strings/str_cat.h>
#include <google/rpc/error_details.pb.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "common/base/decimal.h"
#include "common/base/period.h"
#include "common/rpc/status.h"
#include "services/query/period_proto.h"

namespace fangzhi::query {

v1::Record ToRecord(const Figure& figure, int start) {
  v1::Record record;
  record.set_name(absl::StrCat("documents/-/records/", start, "-0"));
  record.mutable_indicator()->set_phrase(figure.phrase);
  record.mutable_indicator()->set_indicator(figure.indicator);
  record.set_measure(figure.measure);
  v1::Quantity& quantity = *record.mutable_quantity();
  quantity.set_number(figure.value + figure.unit);
  quantity.set_value(figure.value);
  quantity.set_unit(figure.unit);
  quantity.set_comparator(figure.comparator);
  if (const auto value = Decimal::Parse(figure.value)) quantity.set_approximate_value(value->ToDouble());
  v1::Subject& subject = *record.mutable_subject();
  subject.set_name_text(figure.subject);
  subject.set_id(figure.subject_id);
  subject.set_kind(figure.subject_id.starts_with("regions/") ? v1::SUBJECT_KIND_REGION : v1::SUBJECT_KIND_PROJECT);
  subject.set_region(figure.region);
  if (!figure.period.empty()) *record.mutable_period() = ToProto(Period::Parse(figure.period).value());
  record.set_base(figure.base);
  record.set_whole(figure.whole);
  record.set_modality(figure.modality);
  record.set_topic(figure.topic);
  record.set_confidence(figure.confidence);
  v1::Provenance& provenance = *record.mutable_provenance();
  provenance.mutable_number()->set_start(start);
  provenance.mutable_number()->set_end(start + 4);
  provenance.set_sentence(absl::StrCat(figure.subject, figure.phrase, figure.value, "。"));
  provenance.mutable_sentence_span()->set_start(start);
  provenance.mutable_sentence_span()->set_end(start + 9);
  v1::Attribution& attribution = *record.add_attributions();
  attribution.set_field("subject");
  attribution.set_rule("document_region");
  return record;
}

StoreFixture::StoreFixture() {
  std::string pattern = (std::filesystem::temp_directory_path() / "fangzhi-query-XXXXXX").string();
  directory_ = mkdtemp(pattern.data());
  path_ = directory_ + "/fangzhi.db";
  auto store = store::OpenForWriting(path_, {.clock = [this] { return now_; }});
  if (!store.ok()) ADD_FAILURE() << store.status();
  store_ = *std::move(store);
  similarity_ = std::make_unique<IndicatorSimilarity>(catalogue());
}

StoreFixture::~StoreFixture() {
  store_.reset();
  std::filesystem::remove_all(directory_);
}

const catalog::Catalogue& StoreFixture::catalogue() { return catalog::Catalogue::BuiltIn(); }

std::string StoreFixture::Add(const std::string& title, const std::string& published,
                              const std::vector<Figure>& figures) {
  store::NewDocument document;
  document.document.set_title(title);
  document.document.set_published(published);
  document.document.set_source(title + ".txt");
  document.text = absl::StrCat("第", ++documents_, "篇：", title);
  document.media_type = "text/plain";
  now_ += absl::Seconds(1);
  const auto inserted = store_->documents().Insert(std::move(document));
  EXPECT_TRUE(inserted.ok()) << inserted.status();
  Commit(inserted->document.name(), figures);
  return inserted->document.name();
}

void StoreFixture::Replace(const std::string& document, const std::vector<Figure>& figures) {
  EXPECT_TRUE(store_->documents().Requeue({document}, "").ok());
  Commit(document, figures);
}

void StoreFixture::Delete(const std::string& document) { EXPECT_TRUE(store_->documents().Delete(document).ok()); }

void StoreFixture::Commit(const std::string& document, const std::vector<Figure>& figures) {
  now_ += absl::Seconds(1);
  const auto batch = store_->documents().ClaimPending(10, absl::Minutes(1), now_);
  ASSERT_TRUE(batch.ok()) << batch.status();
  ASSERT_EQ(batch->documents.size(), 1U);
  ASSERT_EQ(batch->documents[0].claim.name, document);
  store::Extraction extraction;
  extraction.extractor_version = absl::StrCat("test-", ++extractions_);
  int start = 0;
  for (const Figure& figure : figures) {
    start = figure.start >= 0 ? figure.start : start + 10;
    extraction.records.push_back(ToRecord(figure, start));
  }
  const auto committed = store_->documents().CommitExtraction(batch->documents[0].claim, extraction);
  ASSERT_TRUE(committed.ok()) << committed.status();
  ASSERT_EQ(*committed, store::CommitOutcome::kCommitted);
  now_ += absl::Seconds(1);
}

std::string Violation(const absl::Status& status, const std::string& field) {
  const auto bad = rpc::GetDetail<google::rpc::BadRequest>(status);
  if (status.code() != absl::StatusCode::kInvalidArgument || !bad) return "";
  for (const auto& violation : bad->field_violations()) {
    if (violation.field() == field) return violation.description();
  }
  return "";
}

}  // namespace fangzhi::query
