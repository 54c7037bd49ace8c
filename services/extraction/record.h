#ifndef FANGZHI_SERVICES_EXTRACTION_RECORD_H_
#define FANGZHI_SERVICES_EXTRACTION_RECORD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/decimal.h"
#include "common/base/period.h"

// What extraction answers with, free of protobuf. Fields are those of fangzhi.v1.Record and the gold files.
namespace fangzhi::extraction {

// A stretch of the raw text in code points, half-open.
struct Span {
  int start = 0;
  int end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

enum class Measure { kLevel, kGrowth, kChange, kShare, kCompletion, kDifference, kRank, kMultiple };
enum class Comparator { kEqual, kAbout, kNearly, kMoreThan, kAtLeast, kLessThan, kAtMost, kRange };
enum class Modality { kActual, kTarget, kExpected };
enum class SubjectKind { kRegion, kOrganisation, kProject, kPlace, kProgramme, kPerson };

// Names as the gold files write them: `level`, `~<`, `actual`.
std::string_view GoldName(Measure measure);
std::string_view GoldName(Comparator comparator);
std::string_view GoldName(Modality modality);

// Why a field has its value: a stable snake_case rule and the words it rests on.
struct Attribution {
  std::string_view field;
  std::string_view rule;
  std::vector<Span> spans;
};

struct Record {
  Span number;              // Of `number_text` in the raw text.
  int ordinal = 0;          // Among the records at the same number, from 0.
  std::string number_text;  // Exactly the raw text at `number`.
  Decimal value;
  std::optional<Decimal> value_high;
  std::string unit;
  Comparator comparator = Comparator::kEqual;
  Measure measure = Measure::kLevel;
  std::string indicator;     // Phrase, never empty.
  std::string indicator_id;  // Catalogue id without collection, or empty.
  std::string subject;
  std::string subject_id;  // `regions/…` or `subjects/…`.
  SubjectKind subject_kind = SubjectKind::kRegion;
  std::string region;  // `regions/…` the subject is or lies in, or empty.
  Period period;
  std::string base;
  std::string whole;  // Gold `of`.
  Modality modality = Modality::kActual;
  std::string topic;  // Topic id without collection, never empty.
  double confidence = 0;
  std::vector<Span> indicator_spans;
  std::vector<Span> subject_spans;
  std::vector<Span> period_spans;
  Span sentence;
  std::vector<Attribution> attributions;  // Only where asked for.
};

enum class MentionKind { kQuantity, kPeriod, kName, kIndicator, kCue };

// A typed stretch of text, for AnnotateText.
struct Mention {
  Span span;
  MentionKind kind = MentionKind::kQuantity;
  std::string normal_form;
  // Of quantities.
  std::optional<Decimal> value;
  std::optional<Decimal> value_high;
  std::string unit;
  Comparator comparator = Comparator::kEqual;
  std::string_view rejection;  // Why it is no record, or empty.
  // Of periods.
  Period period;
  // Of names.
  SubjectKind subject_kind = SubjectKind::kRegion;
};

struct Input {
  std::string_view text;  // Valid UTF-8.
  std::string_view title;
  Period published;       // Year, month or day; empty where unknown.
  bool explain = false;   // Fill Record::attributions.
  bool mentions = false;  // Fill Output::mentions.
};

struct Output {
  std::vector<Record> records;    // In order of number, then ordinal.
  std::vector<Mention> mentions;  // In order of span.
  std::string title;              // Found in the text, or empty.
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_RECORD_H_
