#include "services/extraction/record_builder.h"

#include <absl/strings/str_replace.h>

#include <algorithm>
#include <cstdio>

#include "common/catalog/catalogue.h"
#include "services/extraction/confidence.h"
#include "services/extraction/topic.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kContextBefore = 40;
constexpr int kContextAfter = 12;
constexpr int kLongestSentence = 1000;  // Code points to either side of the number.

std::vector<Span> RawSpans(const RepairedText& text, const std::vector<Extent>& extents) {
  std::vector<Span> spans;
  for (const Extent& e : extents) {
    if (e.end > e.begin && e.end <= static_cast<int>(text.text.size())) spans.push_back(text.Raw(e.begin, e.end));
  }
  return spans;
}

// FNV-1a, for ids of subjects that the gazetteer does not have.
std::string SubjectId(const std::string& region, const std::string& name) {
  uint64_t hash = 14695981039346656037ULL;
  for (const std::string& part : {region, std::string("/"), name}) {
    for (char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hash));
  return std::string("subjects/") + hex;
}

// Punctuation inside a name is full-width in Chinese text.
std::string Utf8Name(View name) { return EncodeUtf8(name); }

void SetSubject(const RepairedText& text, const DocumentContext& document, const Observation& o, Record* record) {
  const catalog::Gazetteer& gazetteer = catalog::Catalogue::BuiltIn().gazetteer();
  record->subject = Utf8Name(o.subject.name);
  record->subject_kind = o.subject.kind;
  record->subject_spans = RawSpans(text, o.subject.extents);
  const std::string home = document.region != nullptr ? catalog::RegionResourceName(*document.region) : "";
  if (o.subject.name == document.subject) {
    record->region = home;
    record->subject_id = home.empty() ? SubjectId("", record->subject) : home;
    record->subject_kind = SubjectKind::kRegion;
    return;
  }
  for (const catalog::Region* region : gazetteer.Find(record->subject)) {
    const bool near = document.region == nullptr || catalog::Gazetteer::Within(region->code, document.region->code) ||
                      catalog::Gazetteer::Within(document.region->code, region->code);
    if (o.subject.kind != SubjectKind::kRegion || !near) continue;
    record->region = catalog::RegionResourceName(*region);
    record->subject_id = record->region;
    record->subject_kind = SubjectKind::kRegion;
    return;
  }
  record->region = home;
  record->subject_id = SubjectId(home, record->subject);
}

void Explain(const Observation& o, Record* record) {
  const auto add = [&](std::string_view field, std::string_view rule, std::vector<Span> spans) {
    if (!rule.empty()) record->attributions.push_back({field, rule, std::move(spans)});
  };
  add("measure", o.measure_rule, {});
  add("indicator", o.indicator_rule, record->indicator_spans);
  add("subject", o.subject_rule, record->subject_spans);
  add("period", o.period_rule, record->period_spans);
  add("modality", o.modality_rule, {});
  add("setting", o.setting, {});
}

// The words beside the number that may tell what it is about.
std::string Around(const RepairedText& text, const Observation& o) {
  const int begin = std::max(o.sentence.begin, o.number.begin - kContextBefore);
  const int end = std::min(o.sentence.end, o.number.end + kContextAfter);
  return EncodeUtf8(View(text.text).substr(static_cast<size_t>(begin), static_cast<size_t>(std::max(0, end - begin))));
}

// {套(间)} of 套（间）: brackets stay as they are written.
std::string UnitAsWritten(std::string unit, std::string_view number) {
  if (unit.find('(') == std::string::npos || number.find("（") == std::string_view::npos) return unit;
  return absl::StrReplaceAll(unit, {{"(", "（"}, {")", "）"}});
}

Record Build(const RepairedText& text, const DocumentContext& document, const Observation& o, bool explain,
             const Record* before) {
  Record record;
  record.number = text.Raw(o.number.begin, o.number.end);
  record.number_text = EncodeUtf8(View(text.raw).substr(static_cast<size_t>(record.number.start),
                                                        static_cast<size_t>(record.number.end - record.number.start)));
  record.value = o.value;
  record.value_high = o.value_high;
  record.unit = UnitAsWritten(o.unit, record.number_text);
  record.comparator = o.comparator;
  record.measure = o.measure;
  record.indicator = EncodeUtf8(o.indicator.text);
  if (record.indicator.empty()) record.indicator = "数量";
  record.indicator_spans = RawSpans(text, o.indicator.extents);
  SetSubject(text, document, o, &record);
  record.period = o.period;
  if (o.period_words.end > o.period_words.begin) record.period_spans = RawSpans(text, {o.period_words});
  record.base = EncodeUtf8(o.base);
  record.whole = EncodeUtf8(o.whole);
  record.modality = o.modality;
  const int begin = std::max(o.sentence.begin, o.number.begin - kLongestSentence);
  const int end = std::min(o.sentence.end, o.number.end + kLongestSentence);
  record.sentence = text.Raw(begin, end);
  const catalog::Resolution read = ResolveIndicator(record, Around(text, o), before);
  if (read.indicator != nullptr) record.indicator_id = read.indicator->id;
  record.topic = read.topic;
  record.confidence = Confidence(o, read.indicator != nullptr);
  if (explain) Explain(o, &record);
  return record;
}

}  // namespace

std::vector<Record> BuildRecords(const RepairedText& text, const DocumentContext& document,
                                 const Attributed& attributed, bool explain) {
  std::vector<Record> records;
  records.reserve(attributed.observations.size());
  for (const Observation& o : attributed.observations) {
    records.push_back(Build(text, document, o, explain, records.empty() ? nullptr : &records.back()));
    if (records.size() > 1) {
      const Record& before = records[records.size() - 2];
      if (before.number.start == records.back().number.start) records.back().ordinal = before.ordinal + 1;
    }
  }
  return records;
}

}  // namespace fangzhi::extraction
