#include "services/query/preferred_figure.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "common/base/decimal.h"
#include "common/base/period.h"

namespace fangzhi::query {
namespace {

constexpr double kConfident = 0.5;
constexpr double kAboutTolerance = 0.05;
constexpr double kBoundTolerance = 0.1;

// What a record is judged by.
struct Candidate {
  const v1::Record* record;
  bool confident;
  bool exact;
  std::optional<absl::CivilDay> published;
  int documents = 0;  // That give this very value.
  int digits;
};

int SignificantDigits(const std::string& decimal) {
  std::string digits;
  for (char c : decimal) {
    if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits.push_back(c);
  }
  if (decimal.find('.') == std::string::npos) digits.erase(digits.find_last_not_of('0') + 1);
  return static_cast<int>(digits.size());
}

// The larger part of the larger number that two numbers are apart by.
double RelativeDistance(double a, double b) {
  const double larger = std::max(std::abs(a), std::abs(b));
  return larger == 0 ? 0 : std::abs(a - b) / larger;
}

bool IsRoundingOf(const std::string& coarse, const std::string& fine) {
  constexpr int kMostPlaces = 8;
  if (SignificantDigits(coarse) < 2) return false;
  const auto coarse_value = Decimal::Parse(coarse);
  const auto fine_value = Decimal::Parse(fine);
  if (!coarse_value || !fine_value) return false;
  const int exponent = LastDigitExponent(coarse);
  if (exponent <= LastDigitExponent(fine) || -exponent > kMostPlaces) return false;
  const auto shifted = fine_value->Shifted(-exponent);
  const auto rounded = shifted ? shifted->DividedBy(Decimal::FromInt(1), 0) : std::nullopt;
  const auto back = rounded ? rounded->Shifted(exponent) : std::nullopt;
  return back && *back == *coarse_value;
}

// Whether the number that `a` tells of can be `value`.
bool Admits(const v1::Quantity& a, double value) {
  const double bound = a.approximate_value();
  const bool near = RelativeDistance(bound, value) <= kBoundTolerance;
  // A bound speaks of the magnitude.
  const double magnitude = std::abs(value);
  switch (a.comparator()) {
    case v1::COMPARATOR_ABOUT:
      return RelativeDistance(bound, value) <= kAboutTolerance;
    case v1::COMPARATOR_MORE_THAN:
    case v1::COMPARATOR_AT_LEAST:
      return near && magnitude >= std::abs(bound);
    case v1::COMPARATOR_LESS_THAN:
    case v1::COMPARATOR_AT_MOST:
    case v1::COMPARATOR_NEARLY:
      return near && magnitude <= std::abs(bound);
    case v1::COMPARATOR_RANGE: {
      const auto high = Decimal::Parse(a.value_high());
      return value >= bound && (!high || value <= high->ToDouble());
    }
    default:
      return bound == value;
  }
}

bool IsExact(const v1::Record& record) {
  return record.quantity().comparator() == v1::COMPARATOR_EQUAL ||
         record.quantity().comparator() == v1::COMPARATOR_UNSPECIFIED;
}

bool SameValue(const v1::Record& a, const v1::Record& b) {
  const auto value_a = Decimal::Parse(a.quantity().value());
  const auto value_b = Decimal::Parse(b.quantity().value());
  return value_a && value_b && *value_a == *value_b && a.quantity().value_high() == b.quantity().value_high();
}

std::vector<Candidate> Judge(const std::vector<v1::Record>& records) {
  std::vector<Candidate> candidates;
  for (const v1::Record& record : records) {
    const auto published = Period::Parse(record.document().published());
    std::set<std::string> documents;
    for (const v1::Record& other : records) {
      if (SameValue(record, other)) documents.insert(other.document().document());
    }
    candidates.push_back({.record = &record,
                          .confident = record.confidence() >= kConfident,
                          .exact = IsExact(record),
                          .published = published ? published->last() : std::nullopt,
                          .documents = static_cast<int>(documents.size()),
                          .digits = SignificantDigits(record.quantity().value())});
  }
  return candidates;
}

// Which of two is better, and why.
struct Verdict {
  bool first;          // The first is better.
  std::string reason;  // Where it is: why.
};

std::string Publication(const Candidate& candidate) {
  const std::string& published = candidate.record->document().published();
  return published.empty() ? "no date" : published;
}

Verdict Compare(const Candidate& a, const Candidate& b) {
  if (a.confident != b.confident) return {a.confident, "the other was read with low confidence"};
  if (a.exact != b.exact) return {a.exact, "the other is a bound or an approximation"};
  if (a.published != b.published) {
    return {a.published > b.published,
            absl::StrCat("its document was published later: ", Publication(a), " against ", Publication(b))};
  }
  if (a.documents != b.documents) {
    return {a.documents > b.documents, absl::StrCat("more documents give it: ", a.documents, " against ", b.documents)};
  }
  if (a.digits != b.digits) return {a.digits > b.digits, "it is given with more digits"};
  if (a.record->confidence() != b.record->confidence()) {
    return {a.record->confidence() > b.record->confidence(),
            absl::StrFormat("it was read with higher confidence: %.2f against %.2f", a.record->confidence(),
                            b.record->confidence())};
  }
  return {a.record->name() < b.record->name(), "nothing tells them apart but the order of their names"};
}

}  // namespace

int LastDigitExponent(const std::string& decimal) {
  if (const size_t point = decimal.find('.'); point != std::string::npos) {
    return -static_cast<int>(decimal.size() - point - 1);
  }
  const size_t last = decimal.find_last_not_of('0');
  if (last == std::string::npos || decimal[last] == '-') return 0;
  return static_cast<int>(decimal.size() - last - 1);
}

bool Agree(const v1::Record& a, const v1::Record& b) {
  if (SameValue(a, b)) return true;
  if (IsExact(a) && IsExact(b)) {
    return IsRoundingOf(a.quantity().value(), b.quantity().value()) ||
           IsRoundingOf(b.quantity().value(), a.quantity().value());
  }
  const v1::Record& bound = IsExact(a) ? b : a;
  const v1::Record& other = IsExact(a) ? a : b;
  return Admits(bound.quantity(), other.quantity().approximate_value());
}

PreferredFigure Prefer(std::vector<v1::Record> records) {
  if (records.size() == 1) return {std::move(records.front()), {}, ""};
  const std::vector<Candidate> candidates = Judge(records);
  std::vector<size_t> order(records.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, [&](size_t a, size_t b) { return Compare(candidates[a], candidates[b]).first; });

  PreferredFigure figure;
  const size_t best = order.front();
  for (size_t i : order) {
    if (i == best || Agree(records[best], records[i])) continue;
    figure.reason = Compare(candidates[best], candidates[i]).reason;
    break;
  }
  figure.record = std::move(records[best]);
  for (size_t i : order) {
    if (i != best) figure.alternatives.push_back(std::move(records[i]));
  }
  return figure;
}

}  // namespace fangzhi::query
