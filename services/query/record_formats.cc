#include "services/query/record_formats.h"

#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <algorithm>
#include <string_view>

#include "common/base/period.h"
#include "services/query/filter_fields.h"
#include "services/query/period_proto.h"
#include "services/query/record_json.h"

namespace fangzhi::query {
namespace {

using store::RecordField;

constexpr std::string_view kCsvHead =
    "record,document,title,published,source,indicator_id,indicator,measure,value,value_high,unit,comparator,number,"
    "subject_id,subject,subject_kind,region,period,period_first,period_last,granularity,base,of,modality,topic,"
    "confidence,start,end,sentence,extractor_version,create_time\n";
constexpr std::string_view kSdmxHead =
    "STRUCTURE,STRUCTURE_ID,ACTION,RECORD,REF_AREA,SUBJECT,INDICATOR,MEASURE,MODALITY,BASE,WHOLE,TIME_PERIOD,OBS_VALUE,"
    "OBS_VALUE_HIGH,UNIT_MEASURE,COMPARATOR,OBS_STATUS,SUBJECT_NAME,INDICATOR_NAME,TOPIC,CONFIDENCE,SOURCE_DOCUMENT,"
    "SOURCE_TITLE,SOURCE_PUBLISHED,SOURCE_SENTENCE\n";

// Appends the cells of a line.
class Line {
 public:
  explicit Line(std::string& file) : file_(file) {}
  ~Line() { file_.push_back('\n'); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Line& Add(std::string_view cell) {
    if (!first_) file_.push_back(',');
    first_ = false;
    if (std::ranges::none_of(cell, IsSpecial)) {
      file_.append(cell);
      return *this;
    }
    file_.push_back('"');
    for (const char c : cell) file_.append(c == '"' ? 2 : 1, c);
    file_.push_back('"');
    return *this;
  }

 private:
  static bool IsSpecial(char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; }

  std::string& file_;
  bool first_ = true;
};

// `2022-05-01`; such lines are made by the million, and a format string takes longer than the rest of them.
std::string DayText(const google::type::Date& date) {
  if (date.year() == 0) return "";
  return absl::StrCat(absl::Dec(date.year(), absl::kZeroPad4), "-", absl::Dec(date.month(), absl::kZeroPad2), "-",
                      absl::Dec(date.day(), absl::kZeroPad2));
}

std::string Confidence(const v1::Record& record) { return absl::StrCat(record.confidence()); }

// `2024-05-01T08:00:00.123456Z`.
std::string TimeText(const google::protobuf::Timestamp& time) {
  const absl::CivilSecond second = absl::ToCivilSecond(absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
  return absl::StrCat(absl::Dec(second.year(), absl::kZeroPad4), "-", absl::Dec(second.month(), absl::kZeroPad2), "-",
                      absl::Dec(second.day(), absl::kZeroPad2), "T", absl::Dec(second.hour(), absl::kZeroPad2), ":",
                      absl::Dec(second.minute(), absl::kZeroPad2), ":", absl::Dec(second.second(), absl::kZeroPad2),
                      ".", absl::Dec(time.nanos() / 1000, absl::kZeroPad6), "Z");
}

void AppendCsv(const v1::Record& record, std::string& file) {
  const v1::Quantity& quantity = record.quantity();
  const v1::DocumentReference& document = record.document();
  Line(file)
      .Add(record.name())
      .Add(document.document())
      .Add(document.title())
      .Add(document.published())
      .Add(document.source())
      .Add(record.indicator().indicator())
      .Add(record.indicator().phrase())
      .Add(FilterEnumeratorName(RecordField::kMeasure, record.measure()))
      .Add(quantity.value())
      .Add(quantity.value_high())
      .Add(quantity.unit())
      .Add(ComparatorSign(quantity.comparator()))
      .Add(quantity.number())
      .Add(record.subject().id())
      .Add(record.subject().name_text())
      .Add(FilterEnumeratorName(RecordField::kSubjectKind, record.subject().kind()))
      .Add(record.subject().region())
      .Add(record.period().notation())
      .Add(DayText(record.period().first_day()))
      .Add(DayText(record.period().last_day()))
      .Add(FilterEnumeratorName(RecordField::kGranularity, record.period().granularity()))
      .Add(record.base())
      .Add(record.whole())
      .Add(FilterEnumeratorName(RecordField::kModality, record.modality()))
      .Add(record.topic())
      .Add(Confidence(record))
      .Add(absl::StrCat(record.provenance().number().start()))
      .Add(absl::StrCat(record.provenance().number().end()))
      .Add(record.provenance().sentence())
      .Add(record.extractor_version())
      .Add(TimeText(record.create_time()));
}

// A stretch of days as its first one and a duration.
std::string TimeRange(absl::CivilDay first, absl::CivilDay last) {
  const std::string begin = absl::FormatCivilTime(first);
  const absl::CivilDay end = last + 1;
  if (first.day() == 1 && end.day() == 1) {
    return absl::StrCat(begin, "/P", absl::CivilMonth(end) - absl::CivilMonth(first), "M");
  }
  return absl::StrCat(begin, "/P", end - first, "D");
}

std::string SdmxPeriod(const v1::Period& proto) {
  const Period period = FromProto(proto);
  std::string notation = period.Notation();
  switch (period.granularity()) {
    case Granularity::kHalf:
      notation[notation.size() - 2] = 'S';
      return notation;
    case Granularity::kInstant:
      return absl::FormatCivilTime(*period.last());
    case Granularity::kInterval:
      return period.last() ? TimeRange(*period.first(), *period.last()) : absl::FormatCivilTime(*period.first());
    default:
      return notation;
  }
}

std::string_view ObservationStatus(const v1::Record& record) {
  if (record.modality() != v1::MODALITY_ACTUAL) return "F";
  return record.quantity().comparator() == v1::COMPARATOR_EQUAL ? "A" : "E";
}

void AppendSdmx(const v1::Record& record, std::string& file) {
  const v1::IndicatorReference& indicator = record.indicator();
  Line(file)
      .Add("dataflow")
      .Add("FANGZHI:RECORDS(1.0)")
      .Add("I")
      .Add(record.name())
      .Add(record.subject().region())
      .Add(record.subject().id())
      .Add(indicator.indicator().empty() ? indicator.phrase() : indicator.indicator())
      .Add(FilterEnumeratorName(RecordField::kMeasure, record.measure()))
      .Add(FilterEnumeratorName(RecordField::kModality, record.modality()))
      .Add(record.base())
      .Add(record.whole())
      .Add(SdmxPeriod(record.period()))
      .Add(record.quantity().value())
      .Add(record.quantity().value_high())
      .Add(record.quantity().unit())
      .Add(ComparatorSign(record.quantity().comparator()))
      .Add(ObservationStatus(record))
      .Add(record.subject().name_text())
      .Add(indicator.phrase())
      .Add(record.topic())
      .Add(Confidence(record))
      .Add(record.document().document())
      .Add(record.document().title())
      .Add(record.document().published())
      .Add(record.provenance().sentence());
}

}  // namespace

std::string HeadLine(v1::ExportFormat format) {
  if (format == v1::EXPORT_FORMAT_CSV) return std::string(kCsvHead);
  return format == v1::EXPORT_FORMAT_SDMX_CSV ? std::string(kSdmxHead) : "";
}

void AppendLine(const v1::Record& record, v1::ExportFormat format, std::string& file) {
  switch (format) {
    case v1::EXPORT_FORMAT_CSV:
      return AppendCsv(record, file);
    case v1::EXPORT_FORMAT_SDMX_CSV:
      return AppendSdmx(record, file);
    default:
      AppendJson(record, file);
      file.push_back('\n');
  }
}

}  // namespace fangzhi::query
