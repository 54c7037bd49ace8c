#include "services/extraction/record_proto.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

namespace fangzhi::extraction {
namespace {

constexpr int kMaxSentence = 2000;

v1::Comparator ToProto(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual:
      return v1::COMPARATOR_EQUAL;
    case Comparator::kAbout:
      return v1::COMPARATOR_ABOUT;
    case Comparator::kNearly:
      return v1::COMPARATOR_NEARLY;
    case Comparator::kMoreThan:
      return v1::COMPARATOR_MORE_THAN;
    case Comparator::kAtLeast:
      return v1::COMPARATOR_AT_LEAST;
    case Comparator::kLessThan:
      return v1::COMPARATOR_LESS_THAN;
    case Comparator::kAtMost:
      return v1::COMPARATOR_AT_MOST;
    case Comparator::kRange:
      return v1::COMPARATOR_RANGE;
  }
  return v1::COMPARATOR_UNSPECIFIED;
}

v1::Measure ToProto(Measure measure) {
  switch (measure) {
    case Measure::kLevel:
      return v1::MEASURE_LEVEL;
    case Measure::kGrowth:
      return v1::MEASURE_GROWTH;
    case Measure::kChange:
      return v1::MEASURE_CHANGE;
    case Measure::kShare:
      return v1::MEASURE_SHARE;
    case Measure::kCompletion:
      return v1::MEASURE_COMPLETION;
    case Measure::kDifference:
      return v1::MEASURE_DIFFERENCE;
    case Measure::kRank:
      return v1::MEASURE_RANK;
    case Measure::kMultiple:
      return v1::MEASURE_MULTIPLE;
  }
  return v1::MEASURE_UNSPECIFIED;
}

v1::Modality ToProto(Modality modality) {
  switch (modality) {
    case Modality::kActual:
      return v1::MODALITY_ACTUAL;
    case Modality::kTarget:
      return v1::MODALITY_TARGET;
    case Modality::kExpected:
      return v1::MODALITY_EXPECTED;
  }
  return v1::MODALITY_UNSPECIFIED;
}

v1::SubjectKind ToProto(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::kRegion:
      return v1::SUBJECT_KIND_REGION;
    case SubjectKind::kOrganisation:
      return v1::SUBJECT_KIND_ORGANISATION;
    case SubjectKind::kProject:
      return v1::SUBJECT_KIND_PROJECT;
    case SubjectKind::kPlace:
      return v1::SUBJECT_KIND_PLACE;
    case SubjectKind::kProgramme:
      return v1::SUBJECT_KIND_PROGRAMME;
    case SubjectKind::kPerson:
      return v1::SUBJECT_KIND_PERSON;
  }
  return v1::SUBJECT_KIND_UNSPECIFIED;
}

v1::Granularity ToProto(Granularity granularity) {
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

v1::MentionKind ToProto(MentionKind kind) {
  switch (kind) {
    case MentionKind::kQuantity:
      return v1::MENTION_KIND_QUANTITY;
    case MentionKind::kPeriod:
      return v1::MENTION_KIND_PERIOD;
    case MentionKind::kName:
      return v1::MENTION_KIND_NAME;
    case MentionKind::kIndicator:
      return v1::MENTION_KIND_INDICATOR;
    case MentionKind::kCue:
      return v1::MENTION_KIND_CUE;
  }
  return v1::MENTION_KIND_UNSPECIFIED;
}

v1::Span ToProto(const Span& span) {
  v1::Span proto;
  proto.set_start(span.start);
  proto.set_end(span.end);
  return proto;
}

std::string TextAt(const CodePointIndex& text, const Span& span) {
  return std::string(text.Slice(static_cast<size_t>(span.start), static_cast<size_t>(span.end)));
}

void AddAll(const std::vector<Span>& spans, google::protobuf::RepeatedPtrField<v1::Span>* protos) {
  for (const Span& span : spans) *protos->Add() = ToProto(span);
}

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

// At most kMaxSentence code points of `sentence` around `number`, with the number in the middle where it has room.
Span Around(const Span& number, const Span& sentence) {
  if (sentence.end - sentence.start <= kMaxSentence) return sentence;
  const int room = std::max(0, kMaxSentence - (number.end - number.start)) / 2;
  const int start = std::clamp(number.start - room, sentence.start, sentence.end - kMaxSentence);
  return {start, start + kMaxSentence};
}

template <typename Quantified>
void FillValue(const Quantified& source, v1::Quantity* quantity) {
  if (source.value_high) quantity->set_value_high(source.value_high->ToString());
  quantity->set_unit(source.unit);
  quantity->set_comparator(ToProto(source.comparator));
}

}  // namespace

std::string RecordId(const Record& record) { return absl::StrCat(record.number.start, "-", record.ordinal); }

v1::Period ToProto(const Period& period) {
  v1::Period proto;
  if (period.first()) *proto.mutable_first_day() = ToDate(*period.first());
  if (period.last()) *proto.mutable_last_day() = ToDate(*period.last());
  proto.set_granularity(ToProto(period.granularity()));
  proto.set_notation(period.Notation());
  return proto;
}

v1::Record ToProto(const Record& record, const CodePointIndex& text, v1::RecordView view) {
  v1::Record proto;
  proto.set_name("documents/-/records/" + RecordId(record));
  proto.mutable_indicator()->set_phrase(record.indicator);
  if (!record.indicator_id.empty()) proto.mutable_indicator()->set_indicator("indicators/" + record.indicator_id);
  proto.set_measure(ToProto(record.measure));

  v1::Quantity* quantity = proto.mutable_quantity();
  quantity->set_number(record.number_text);
  quantity->set_value(record.value.ToString());
  quantity->set_approximate_value(record.value.ToDouble());
  FillValue(record, quantity);

  v1::Subject* subject = proto.mutable_subject();
  subject->set_name_text(record.subject);
  subject->set_id(record.subject_id);
  if (!record.subject.empty()) subject->set_kind(ToProto(record.subject_kind));
  subject->set_region(record.region);

  if (!record.period.empty()) {
    *proto.mutable_period() = ToProto(record.period);
    for (const Span& span : record.period_spans) proto.mutable_period()->mutable_surface()->append(TextAt(text, span));
  }
  proto.set_base(record.base);
  proto.set_whole(record.whole);
  proto.set_modality(ToProto(record.modality));
  proto.set_topic(record.topic);
  proto.set_confidence(record.confidence);

  v1::Provenance* provenance = proto.mutable_provenance();
  *provenance->mutable_number() = ToProto(record.number);
  AddAll(record.indicator_spans, provenance->mutable_indicator());
  AddAll(record.subject_spans, provenance->mutable_subject());
  AddAll(record.period_spans, provenance->mutable_period());
  const Span sentence = Around(record.number, record.sentence);
  *provenance->mutable_sentence_span() = ToProto(sentence);
  if (view != v1::RECORD_VIEW_BASIC) provenance->set_sentence(TextAt(text, sentence));

  if (view == v1::RECORD_VIEW_EXPLAINED) {
    for (const Attribution& attribution : record.attributions) {
      v1::Attribution* entry = proto.add_attributions();
      entry->set_field(std::string(attribution.field));
      entry->set_rule(std::string(attribution.rule));
      AddAll(attribution.spans, entry->mutable_spans());
    }
  }
  return proto;
}

v1::Mention ToProto(const Mention& mention, const CodePointIndex& text, const std::vector<Record>& records) {
  v1::Mention proto;
  *proto.mutable_span() = ToProto(mention.span);
  proto.set_surface(TextAt(text, mention.span));
  proto.set_kind(ToProto(mention.kind));
  proto.set_normal_form(mention.normal_form);
  if (mention.kind == MentionKind::kPeriod && !mention.period.empty()) {
    *proto.mutable_period() = ToProto(mention.period);
    proto.mutable_period()->set_surface(proto.surface());
  }
  if (mention.kind == MentionKind::kName) {
    proto.mutable_subject()->set_name_text(mention.normal_form);
    proto.mutable_subject()->set_kind(ToProto(mention.subject_kind));
  }
  if (mention.kind != MentionKind::kQuantity) return proto;

  v1::Quantity* quantity = proto.mutable_quantity();
  quantity->set_number(proto.surface());
  if (mention.value) {
    quantity->set_value(mention.value->ToString());
    quantity->set_approximate_value(mention.value->ToDouble());
  }
  FillValue(mention, quantity);
  proto.set_rejection(std::string(mention.rejection));
  const auto before = [](const Record& record, int start) { return record.number.start < start; };
  for (auto record = std::lower_bound(records.begin(), records.end(), mention.span.start, before);
       record != records.end() && record->number.start < mention.span.end; ++record) {
    proto.add_records(RecordId(*record));
  }
  return proto;
}

}  // namespace fangzhi::extraction
