#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/time/time.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/decimal.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/store/names.h"
#include "common/store/sqlite_record_row.h"
#include "common/store/sqlite_time.h"

namespace fangzhi::store {
namespace {

// The columns in the order in which ReadRow takes them.
constexpr std::string_view kColumns = R"sql(
    SELECT d.name, r.start, r.ordinal, i.name, i.open, r.phrase, r.measure, r.number, r.value, r.value_high, r.unit,
           r.comparator, s.name, r.subject_text, r.subject_kind, r.region, r.period_first, r.period_last,
           r.granularity, r.period, r.period_surface, r.base, r.whole, r.modality, r.topic, r.confidence, x.version,
           r.created_us, r.superseded_us, CASE WHEN d.title <> '' THEN d.title ELSE d.found_title END, d.published,
           d.source, r.provenance, (SELECT text FROM sentences WHERE id = r.sentence))sql";
constexpr std::string_view kJoins = R"sql(
    CROSS JOIN documents AS d ON d.id = r.document
    CROSS JOIN indicators AS i ON i.id = r.indicator
    CROSS JOIN subjects AS s ON s.id = r.subject
    CROSS JOIN extractors AS x ON x.id = r.extractor)sql";
constexpr std::string_view kOne = " FROM records AS r";
constexpr std::string_view kOfKey = " WHERE r.id = ?1";
// The keys as a JSON array, in their order.
constexpr std::string_view kOfKeys = " FROM json_each(?1) AS k CROSS JOIN records AS r ON r.id = k.value";

// Takes the columns of a row one after the other.
class Columns {
 public:
  explicit Columns(const sqlite::Statement* row) : row_(row) {}

  std::string_view Text() { return row_->Text(next_++); }
  std::string_view Bytes() { return row_->Bytes(next_++); }
  int64_t Int() { return row_->Int(next_++); }
  double Double() { return row_->Double(next_++); }
  template <typename Enum>
  Enum As() {
    return static_cast<Enum>(Int());
  }
  // Sets a field, `mutable_…`. Many are empty, and to set these would allocate.
  template <typename Message>
  void TextTo(Message* message, std::string* (Message::*field)()) {
    if (const std::string_view text = Text(); !text.empty()) (message->*field)()->assign(text);
  }

 private:
  const sqlite::Statement* row_;  // Not owned.
  int next_ = 0;
};

void SetDate(int64_t day, google::type::Date* date) {
  date->set_year(static_cast<int32_t>(day / 10000));
  date->set_month(static_cast<int32_t>(day / 100 % 100));
  date->set_day(static_cast<int32_t>(day % 100));
}

void ReadQuantity(Columns* columns, v1::Quantity* quantity) {
  columns->TextTo(quantity, &v1::Quantity::mutable_number);
  columns->TextTo(quantity, &v1::Quantity::mutable_value);
  columns->TextTo(quantity, &v1::Quantity::mutable_value_high);
  columns->TextTo(quantity, &v1::Quantity::mutable_unit);
  quantity->set_comparator(columns->As<v1::Comparator>());
  if (const auto value = Decimal::Parse(quantity->value())) quantity->set_approximate_value(value->ToDouble());
}

void ReadSubject(Columns* columns, v1::Subject* subject) {
  columns->TextTo(subject, &v1::Subject::mutable_id);
  columns->TextTo(subject, &v1::Subject::mutable_name_text);
  subject->set_kind(columns->As<v1::SubjectKind>());
  const std::string_view region = columns->Text();
  if (!region.empty()) absl::StrAppend(subject->mutable_region(), "regions/", ToAbsl(region));
}

void ReadPeriod(Columns* columns, v1::Record* record) {
  const int64_t first = columns->Int();
  const int64_t last = columns->Int();
  const auto granularity = columns->As<v1::Granularity>();
  const std::string_view notation = columns->Text();
  const std::string_view surface = columns->Text();
  if (first == 0 && last == 0 && notation.empty() && surface.empty()) return;
  v1::Period* const period = record->mutable_period();
  if (first != 0) SetDate(first, period->mutable_first_day());
  if (last != 0) SetDate(last, period->mutable_last_day());
  period->set_granularity(granularity);
  period->mutable_notation()->assign(notation);
  if (!surface.empty()) period->mutable_surface()->assign(surface);
}

absl::Status ReadRow(Columns columns, v1::RecordView view, v1::Record* record) {
  RecordName name{std::string(columns.Text()), 0, 0};
  name.start = columns.Int();
  name.ordinal = static_cast<int32_t>(columns.Int());
  record->set_name(name.ToString());

  const std::string_view indicator = columns.Text();
  const bool open = columns.Int() != 0;
  if (!open) record->mutable_indicator()->mutable_indicator()->assign(indicator);
  columns.TextTo(record->mutable_indicator(), &v1::IndicatorReference::mutable_phrase);
  record->set_measure(columns.As<v1::Measure>());
  ReadQuantity(&columns, record->mutable_quantity());
  ReadSubject(&columns, record->mutable_subject());
  ReadPeriod(&columns, record);
  columns.TextTo(record, &v1::Record::mutable_base);
  columns.TextTo(record, &v1::Record::mutable_whole);
  record->set_modality(columns.As<v1::Modality>());
  columns.TextTo(record, &v1::Record::mutable_topic);
  record->set_confidence(columns.Double());
  columns.TextTo(record, &v1::Record::mutable_extractor_version);
  *record->mutable_create_time() = ToTimestamp(columns.Int());
  if (const int64_t superseded_us = columns.Int(); superseded_us != 0) {
    *record->mutable_supersede_time() = ToTimestamp(superseded_us);
  }

  v1::DocumentReference* const reference = record->mutable_document();
  absl::StrAppend(reference->mutable_document(), "documents/", name.document_id);
  columns.TextTo(reference, &v1::DocumentReference::mutable_title);
  columns.TextTo(reference, &v1::DocumentReference::mutable_published);
  columns.TextTo(reference, &v1::DocumentReference::mutable_source);

  const std::string_view provenance = columns.Bytes();
  if (!record->mutable_provenance()->ParseFromArray(provenance.data(), static_cast<int>(provenance.size()))) {
    return absl::DataLossError("the store holds a record that cannot be read");
  }
  if (view != v1::RECORD_VIEW_BASIC) {
    columns.TextTo(record->mutable_provenance(), &v1::Provenance::mutable_sentence);
  }
  return absl::OkStatus();
}

absl::Status AddAttributions(sqlite::Database* db, int64_t key, v1::Record* record) {
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   db->Prepare("SELECT attributions FROM record_attributions WHERE record = ?1"));
  select.BindAll(key);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::OkStatus();
  const std::string_view bytes = select.Bytes(0);
  v1::Record attributions;
  if (!attributions.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError("the store holds attributions that cannot be read");
  }
  record->mutable_attributions()->Swap(attributions.mutable_attributions());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RecordRowReader> RecordRowReader::Prepare(sqlite::Database* db, v1::RecordView view) {
  static const auto* const kSelect = new std::string(std::string(kColumns).append(kOne).append(kJoins).append(kOfKey));
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(*kSelect));
  return RecordRowReader(db, view, std::move(select));
}

absl::StatusOr<v1::Record> RecordRowReader::Read(int64_t key) {
  select_.Reset();
  select_.BindAll(key);
  ASSIGN_OR_RETURN(const bool found, select_.Step());
  if (!found) return absl::NotFoundError("no such record");
  v1::Record record;
  RETURN_IF_ERROR(ReadRow(Columns(&select_), view_, &record));
  if (view_ == v1::RECORD_VIEW_EXPLAINED) RETURN_IF_ERROR(AddAttributions(db_, key, &record));
  return record;
}

absl::StatusOr<std::vector<v1::Record>> ReadRecords(sqlite::Database* db, const std::vector<int64_t>& keys,
                                                    v1::RecordView view) {
  if (keys.empty()) return std::vector<v1::Record>();
  static const auto* const kSelect = new std::string(std::string(kColumns).append(kOfKeys).append(kJoins));
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(*kSelect));
  select.BindAll(absl::StrCat("[", absl::StrJoin(keys, ","), "]"));
  std::vector<v1::Record> records;
  records.reserve(keys.size());
  for (const int64_t key : keys) {
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) return absl::NotFoundError("no such record");
    v1::Record& record = records.emplace_back();
    RETURN_IF_ERROR(ReadRow(Columns(&select), view, &record));
    if (view == v1::RECORD_VIEW_EXPLAINED) RETURN_IF_ERROR(AddAttributions(db, key, &record));
  }
  return records;
}

}  // namespace fangzhi::store
