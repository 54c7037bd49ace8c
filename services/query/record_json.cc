#include "services/query/record_json.h"

#include <absl/strings/str_cat.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

namespace fangzhi::query {
namespace {

// Beyond ASCII the mapping escapes what is not to be seen, and what JavaScript takes for the end of a line.
constexpr std::array<std::pair<uint32_t, uint32_t>, 15> kEscaped = {{
    {0x7F, 0x9F},
    {0xAD, 0xAD},
    {0x600, 0x603},
    {0x6DD, 0x6DD},
    {0x70F, 0x70F},
    {0x17B4, 0x17B5},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x2064},
    {0x206A, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0x1D173, 0x1D17A},
    {0xE0001, 0xE0001},
    {0xE0020, 0xE007F},
}};

bool IsEscaped(uint32_t code_point) {
  if (code_point < 0x7F) {
    return code_point < 0x20 || code_point == '"' || code_point == '\\' || code_point == '<' || code_point == '>';
  }
  const auto* const found = std::ranges::lower_bound(kEscaped, code_point, {}, &std::pair<uint32_t, uint32_t>::second);
  return found != kEscaped.end() && found->first <= code_point;
}

void AppendUnit(uint32_t unit, std::string& text) { absl::StrAppend(&text, "\\u", absl::Hex(unit, absl::kZeroPad4)); }

void AppendEscaped(uint32_t code_point, std::string& text) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr uint32_t kFirstPair = 0x10000;
  if (code_point >= kFirstPair) {
    AppendUnit(0xD800 + ((code_point - kFirstPair) >> 10), text);
    AppendUnit(0xDC00 + ((code_point - kFirstPair) & 0x3FF), text);
    return;
  }
  const size_t found = code_point < 0x80 ? kShort.find(static_cast<char>(code_point)) : std::string_view::npos;
  if (found == std::string_view::npos) return AppendUnit(code_point, text);
  text.push_back('\\');
  text.push_back(kLetters[found]);
}

// The code point at `at`, with its length in bytes.
std::pair<uint32_t, size_t> Decode(std::string_view utf8, size_t at) {
  const auto lead = static_cast<unsigned char>(utf8[at]);
  if (lead < 0x80) return {lead, 1};
  const auto length = std::min(static_cast<size_t>(std::max(1, std::countl_one(lead))), utf8.size() - at);
  uint32_t code_point = lead & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) code_point = code_point << 6 | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
  return {code_point, length};
}

void AppendString(std::string_view value, std::string& text) {
  // Sinograms, which most strings are made of, begin with bytes from the first of these to the last.
  constexpr unsigned char kFirstSinograms = 0xE3;
  constexpr unsigned char kLastSinograms = 0xE9;
  text.push_back('"');
  size_t plain = 0;  // From here on nothing was escaped.
  for (size_t at = 0; at < value.size();) {
    const auto lead = static_cast<unsigned char>(value[at]);
    if (lead >= kFirstSinograms && lead <= kLastSinograms) {
      at += 3;
      continue;
    }
    const auto [code_point, length] = Decode(value, at);
    if (IsEscaped(code_point)) {
      text.append(value.substr(plain, at - plain));
      AppendEscaped(code_point, text);
      plain = at + length;
    }
    at += length;
  }
  text.append(value.substr(plain)).push_back('"');
}

// The digits of the shortest number that reads as `value`, leading zeros aside.
int ShortestDigits(double value) {
  std::array<char, 32> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  const std::string_view number(buffer.data(), static_cast<size_t>(written.ptr - buffer.data()));
  return static_cast<int>(
      std::ranges::count_if(number.substr(0, number.find('e')), [](char c) { return c >= '0' && c <= '9'; }));
}

// With 15 digits, or with 17 where these do not tell it from its neighbours.
void AppendNumber(double value, std::string& text) {
  constexpr double kMostInteger = 1e15;  // Below it an integer has no more than 15 digits.
  if (!std::isfinite(value)) {
    text.append(std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
    return;
  }
  std::array<char, 32> buffer{};
  const char* end = nullptr;
  if (std::abs(value) < kMostInteger && value == std::trunc(value) && (value != 0 || !std::signbit(value))) {
    end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<int64_t>(value)).ptr;
  } else {
    const int digits = ShortestDigits(value) <= std::numeric_limits<double>::digits10
                           ? std::numeric_limits<double>::digits10
                           : std::numeric_limits<double>::max_digits10;
    end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits).ptr;
  }
  text.append(buffer.data(), static_cast<size_t>(end - buffer.data()));
}

void Append(const google::protobuf::Timestamp& time, std::string& text);
void Append(const google::type::Date& date, std::string& text);
void Append(const v1::Attribution& attribution, std::string& text);
void Append(const v1::DocumentReference& document, std::string& text);
void Append(const v1::IndicatorReference& indicator, std::string& text);
void Append(const v1::Period& period, std::string& text);
void Append(const v1::Provenance& provenance, std::string& text);
void Append(const v1::Quantity& quantity, std::string& text);
void Append(const v1::Span& span, std::string& text);
void Append(const v1::Subject& subject, std::string& text);

// An object, open until it is destroyed. Fields that have their default value are left out.
class Object {
 public:
  explicit Object(std::string& text) : text_(text) { text_.push_back('{'); }
  ~Object() { text_.push_back('}'); }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  Object& Add(std::string_view name, std::string_view value) {
    if (!value.empty()) AppendString(value, Begin(name));
    return *this;
  }
  Object& Add(std::string_view name, int32_t value) {
    if (value != 0) absl::StrAppend(&Begin(name), value);
    return *this;
  }
  Object& Add(std::string_view name, int64_t value) {
    if (value != 0) absl::StrAppend(&Begin(name), "\"", value, "\"");
    return *this;
  }
  Object& Add(std::string_view name, double value) {
    if (std::bit_cast<uint64_t>(value) != 0) AppendNumber(value, Begin(name));
    return *this;
  }
  // `enumerator` is the name of `number`; empty where it has none.
  Object& AddEnum(std::string_view name, int32_t number, std::string_view enumerator) {
    return number == 0 || enumerator.empty() ? Add(name, number) : Add(name, enumerator);
  }
  template <typename Message>
  Object& AddMessage(std::string_view name, bool has, const Message& message) {
    if (has) Append(message, Begin(name));
    return *this;
  }
  template <typename Messages>
  Object& AddMessages(std::string_view name, const Messages& messages) {
    if (messages.empty()) return *this;
    char before = '[';
    Begin(name);
    for (const auto& message : messages) {
      text_.push_back(std::exchange(before, ','));
      Append(message, text_);
    }
    text_.push_back(']');
    return *this;
  }

 private:
  std::string& Begin(std::string_view name) {
    if (!std::exchange(first_, false)) text_.push_back(',');
    text_.push_back('"');
    text_.append(name).append("\":");
    return text_;
  }

  std::string& text_;
  bool first_ = true;
};

// `2025-03-04T05:06:07`. Most records of an export were made in the same seconds as the one before.
std::string_view DateAndTime(int64_t seconds) {
  thread_local std::pair<int64_t, std::string> last;
  auto& [last_seconds, text] = last;
  if (last_seconds == seconds && !text.empty()) return text;
  const absl::CivilSecond second = absl::ToCivilSecond(absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
  using absl::Dec;
  text = absl::StrCat(Dec(second.year(), absl::kZeroPad4), "-", Dec(second.month(), absl::kZeroPad2), "-",
                      Dec(second.day(), absl::kZeroPad2), "T");
  absl::StrAppend(&text, Dec(second.hour(), absl::kZeroPad2), ":", Dec(second.minute(), absl::kZeroPad2), ":",
                  Dec(second.second(), absl::kZeroPad2));
  last_seconds = seconds;
  return text;
}

// Of the fraction of a second as many digits as it has, by threes.
void Append(const google::protobuf::Timestamp& time, std::string& text) {
  using absl::Dec;
  text.append("\"").append(DateAndTime(time.seconds()));
  if (time.nanos() % 1000 != 0) {
    absl::StrAppend(&text, ".", Dec(time.nanos(), absl::kZeroPad9));
  } else if (time.nanos() % 1000000 != 0) {
    absl::StrAppend(&text, ".", Dec(time.nanos() / 1000, absl::kZeroPad6));
  } else if (time.nanos() != 0) {
    absl::StrAppend(&text, ".", Dec(time.nanos() / 1000000, absl::kZeroPad3));
  }
  text.append("Z\"");
}

void Append(const google::type::Date& date, std::string& text) {
  Object(text).Add("year", date.year()).Add("month", date.month()).Add("day", date.day());
}

void Append(const v1::Attribution& attribution, std::string& text) {
  Object(text)
      .Add("field", attribution.field())
      .Add("rule", attribution.rule())
      .AddMessages("spans", attribution.spans());
}

void Append(const v1::DocumentReference& document, std::string& text) {
  Object(text)
      .Add("document", document.document())
      .Add("title", document.title())
      .Add("published", document.published())
      .Add("source", document.source());
}

void Append(const v1::IndicatorReference& indicator, std::string& text) {
  Object(text).Add("phrase", indicator.phrase()).Add("indicator", indicator.indicator());
}

void Append(const v1::Period& period, std::string& text) {
  Object(text)
      .AddMessage("firstDay", period.has_first_day(), period.first_day())
      .AddMessage("lastDay", period.has_last_day(), period.last_day())
      .AddEnum("granularity", period.granularity(), v1::Granularity_Name(period.granularity()))
      .Add("notation", period.notation())
      .Add("surface", period.surface());
}

void Append(const v1::Provenance& provenance, std::string& text) {
  Object(text)
      .AddMessage("number", provenance.has_number(), provenance.number())
      .AddMessages("indicator", provenance.indicator())
      .AddMessages("subject", provenance.subject())
      .AddMessages("period", provenance.period())
      .AddMessage("sentenceSpan", provenance.has_sentence_span(), provenance.sentence_span())
      .Add("sentence", provenance.sentence());
}

void Append(const v1::Quantity& quantity, std::string& text) {
  Object(text)
      .Add("number", quantity.number())
      .Add("value", quantity.value())
      .Add("valueHigh", quantity.value_high())
      .Add("unit", quantity.unit())
      .AddEnum("comparator", quantity.comparator(), v1::Comparator_Name(quantity.comparator()))
      .Add("approximateValue", quantity.approximate_value());
}

void Append(const v1::Span& span, std::string& text) { Object(text).Add("start", span.start()).Add("end", span.end()); }

void Append(const v1::Subject& subject, std::string& text) {
  Object(text)
      .Add("nameText", subject.name_text())
      .Add("id", subject.id())
      .AddEnum("kind", subject.kind(), v1::SubjectKind_Name(subject.kind()))
      .Add("region", subject.region());
}

}  // namespace

void AppendJson(const v1::Record& record, std::string& text) {
  Object(text)
      .Add("name", record.name())
      .AddMessage("indicator", record.has_indicator(), record.indicator())
      .AddEnum("measure", record.measure(), v1::Measure_Name(record.measure()))
      .AddMessage("quantity", record.has_quantity(), record.quantity())
      .AddMessage("subject", record.has_subject(), record.subject())
      .AddMessage("period", record.has_period(), record.period())
      .Add("base", record.base())
      .Add("whole", record.whole())
      .AddEnum("modality", record.modality(), v1::Modality_Name(record.modality()))
      .Add("topic", record.topic())
      .Add("confidence", record.confidence())
      .AddMessage("provenance", record.has_provenance(), record.provenance())
      .Add("extractorVersion", record.extractor_version())
      .AddMessage("createTime", record.has_create_time(), record.create_time())
      .AddMessage("supersedeTime", record.has_supersede_time(), record.supersede_time())
      .AddMessages("attributions", record.attributions())
      .AddMessage("document", record.has_document(), record.document());
}

}  // namespace fangzhi::query
