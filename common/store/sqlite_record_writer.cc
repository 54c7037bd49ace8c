#include <absl/strings/str_cat.h>

#include <cmath>
#include <optional>
#include <utility>

#include "common/base/decimal.h"
#include "common/base/period.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/store/decimal_key.h"
#include "common/store/names.h"
#include "common/store/period_days.h"
#include "common/store/sqlite_record_row.h"

namespace fangzhi::store {
namespace {

constexpr std::string_view kRegions = "regions/";

int64_t DayOf(const google::type::Date& date) { return date.year() * 10000 + date.month() * 100 + date.day(); }

// By the notation where it is one, else by the days given.
PeriodDays DaysOf(const v1::Period& period) {
  if (const auto parsed = Period::Parse(period.notation()); parsed && !parsed->empty()) return PeriodDays::Of(*parsed);
  return {period.has_first_day() ? DayOf(period.first_day()) : 0, period.has_last_day() ? DayOf(period.last_day()) : 0};
}

void BindDay(sqlite::Statement* statement, int index, int64_t day) {
  if (day == 0) {
    statement->BindNull(index);
  } else {
    statement->Bind(index, day);
  }
}

absl::Status Malformed(const v1::Record& record, std::string_view what) {
  const auto name = ParseRecordName(record.name());
  const std::string id = name ? absl::StrCat(name->start, "-", name->ordinal) : "without a proper name";
  return absl::InvalidArgumentError(absl::StrCat("record ", id, ": ", ToAbsl(what)));
}

absl::Status Validate(const v1::Record& record) {
  const auto name = ParseRecordName(record.name());
  if (!name) return Malformed(record, "its name must be documents/{document}/records/{start}-{ordinal}");
  if (name->start != record.provenance().number().start()) return Malformed(record, "its number starts elsewhere");
  if (record.indicator().phrase().empty()) return Malformed(record, "it has no indicator");
  if (record.topic().empty()) return Malformed(record, "it has no topic");
  if (!Decimal::Parse(record.quantity().value())) return Malformed(record, "its value is no decimal number");
  const std::string& high = record.quantity().value_high();
  if (!high.empty() && !Decimal::Parse(high)) return Malformed(record, "its upper value is no decimal number");
  const std::string& region = record.subject().region();
  if (!region.empty() && !region.starts_with(kRegions)) return Malformed(record, "its region must be regions/{region}");
  if (!std::isfinite(record.confidence())) return Malformed(record, "its confidence is no number");
  return absl::OkStatus();
}

// The key that `select` finds for its bound values, else the one that `insert` makes.
absl::StatusOr<int64_t> SelectOrInsert(sqlite::Database* db, sqlite::Statement select, sqlite::Statement insert) {
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (found) return select.Int(0);
  RETURN_IF_ERROR(insert.Run());
  return db->last_insert_rowid();
}

constexpr std::string_view kInsertRecord = R"sql(
    INSERT INTO records (document, start, ordinal, created_us, near_duplicate, indicator, subject, measure, modality,
                         comparator, granularity, period_first, period_last, period_order, published_day, extractor,
                         sentence, confidence, value_key, value_high_key, value, value_high, unit, topic, number,
                         phrase, subject_text, subject_kind, region, period, period_surface, base, whole, provenance)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
            ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34))sql";

}  // namespace

absl::StatusOr<int64_t> InternExtractor(sqlite::Database* db, std::string_view version) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare("SELECT id FROM extractors WHERE version = ?1"));
  ASSIGN_OR_RETURN(sqlite::Statement insert, db->Prepare("INSERT INTO extractors (version) VALUES (?1)"));
  select.BindAll(version);
  insert.BindAll(version);
  return SelectOrInsert(db, std::move(select), std::move(insert));
}

absl::StatusOr<RecordRowWriter> RecordRowWriter::Prepare(sqlite::Database* db, const Context& context) {
  ASSIGN_OR_RETURN(sqlite::Statement insert, db->Prepare(kInsertRecord));
  return RecordRowWriter(db, context, std::move(insert));
}

absl::Status RecordRowWriter::Write(const v1::Record& record) {
  RETURN_IF_ERROR(Validate(record));
  ASSIGN_OR_RETURN(const int64_t indicator, InternIndicator(record));
  ASSIGN_OR_RETURN(const int64_t subject, InternSubject(record.subject().id()));

  const RecordName name = *ParseRecordName(record.name());
  const v1::Quantity& quantity = record.quantity();
  const v1::Period& period = record.period();
  const PeriodDays days = DaysOf(period);
  const std::string value_key = DecimalKey(*Decimal::Parse(quantity.value()));
  const std::string value_high_key =
      quantity.value_high().empty() ? "" : DecimalKey(*Decimal::Parse(quantity.value_high()));
  std::string_view region = record.subject().region();
  if (!region.empty()) region.remove_prefix(kRegions.size());
  v1::Provenance provenance = record.provenance();
  provenance.clear_sentence();
  const std::string provenance_bytes = provenance.SerializeAsString();

  insert_.BindAll(context_.document, name.start, name.ordinal, context_.created_us, context_.near_duplicate, indicator,
                  subject, record.measure(), record.modality(), quantity.comparator(), period.granularity());
  BindDay(&insert_, 12, days.first);
  BindDay(&insert_, 13, days.last);
  insert_.Bind(14, days.order());
  insert_.Bind(15, context_.published_day);
  insert_.Bind(16, context_.extractor);
  if (record.provenance().sentence().empty()) {
    insert_.BindNull(17);
  } else {
    ASSIGN_OR_RETURN(const int64_t sentence, InternSentence(record.provenance()));
    insert_.Bind(17, sentence);
  }
  insert_.Bind(18, record.confidence());
  insert_.Bind(19, sqlite::Blob{value_key});
  if (value_high_key.empty()) {
    insert_.BindNull(20);
  } else {
    insert_.Bind(20, sqlite::Blob{value_high_key});
  }
  int index = 20;
  for (const std::string_view text :
       {std::string_view(quantity.value()), std::string_view(quantity.value_high()), std::string_view(quantity.unit()),
        std::string_view(record.topic()), std::string_view(quantity.number()),
        std::string_view(record.indicator().phrase()), std::string_view(record.subject().name_text())}) {
    insert_.Bind(++index, text);
  }
  insert_.Bind(28, record.subject().kind());
  index = 28;
  for (const std::string_view text : {region, std::string_view(period.notation()), std::string_view(period.surface()),
                                      std::string_view(record.base()), std::string_view(record.whole())}) {
    insert_.Bind(++index, text);
  }
  insert_.Bind(34, sqlite::Blob{provenance_bytes});
  const absl::Status inserted = insert_.Run();
  if (absl::IsAlreadyExists(inserted)) return Malformed(record, "its name is given twice");
  RETURN_IF_ERROR(inserted);
  return WriteAttributions(record);
}

absl::Status RecordRowWriter::WriteAttributions(const v1::Record& record) {
  if (record.attributions().empty()) return absl::OkStatus();
  v1::Record attributions;
  *attributions.mutable_attributions() = record.attributions();
  const std::string bytes = attributions.SerializeAsString();
  const int64_t key = db_->last_insert_rowid();
  ASSIGN_OR_RETURN(sqlite::Statement insert,
                   db_->Prepare("INSERT INTO record_attributions (record, attributions) VALUES (?1, ?2)"));
  insert.BindAll(key, sqlite::Blob{bytes});
  return insert.Run();
}

absl::StatusOr<int64_t> RecordRowWriter::InternIndicator(const v1::Record& record) {
  const bool open = record.indicator().indicator().empty();
  const std::string name = open ? OpenIndicatorName(record.indicator().phrase()) : record.indicator().indicator();
  ASSIGN_OR_RETURN(sqlite::Statement select, db_->Prepare("SELECT id FROM indicators WHERE name = ?1"));
  ASSIGN_OR_RETURN(sqlite::Statement insert,
                   db_->Prepare("INSERT INTO indicators (name, open, topic) VALUES (?1, ?2, ?3)"));
  select.BindAll(name);
  insert.BindAll(name, open, record.topic());
  return SelectOrInsert(db_, std::move(select), std::move(insert));
}

absl::StatusOr<int64_t> RecordRowWriter::InternSubject(const std::string& name) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db_->Prepare("SELECT id FROM subjects WHERE name = ?1"));
  ASSIGN_OR_RETURN(sqlite::Statement insert, db_->Prepare("INSERT INTO subjects (name) VALUES (?1)"));
  select.BindAll(name);
  insert.BindAll(name);
  return SelectOrInsert(db_, std::move(select), std::move(insert));
}

absl::StatusOr<int64_t> RecordRowWriter::InternSentence(const v1::Provenance& provenance) {
  const v1::Span& span = provenance.sentence_span();
  if (last_sentence_ != 0 && span.end() > 0 && span.start() == last_span_.start() && span.end() == last_span_.end()) {
    return last_sentence_;
  }
  ASSIGN_OR_RETURN(
      sqlite::Statement select,
      db_->Prepare("SELECT id FROM sentences WHERE document = ?1 AND first = ?2 AND last = ?3 AND text = ?4"));
  ASSIGN_OR_RETURN(sqlite::Statement insert,
                   db_->Prepare("INSERT INTO sentences (document, first, last, text) VALUES (?1, ?2, ?3, ?4)"));
  select.BindAll(context_.document, span.start(), span.end(), provenance.sentence());
  insert.BindAll(context_.document, span.start(), span.end(), provenance.sentence());
  ASSIGN_OR_RETURN(last_sentence_, SelectOrInsert(db_, std::move(select), std::move(insert)));
  last_span_ = span;
  return last_sentence_;
}

}  // namespace fangzhi::store
