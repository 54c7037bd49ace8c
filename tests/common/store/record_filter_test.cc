// Every filter against a plain evaluation of the record messages.

#include "common/store/record_filter.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "common/store/names.h"
#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using Compare = RecordFilter::Comparison;

absl::CivilDay ToDay(const google::type::Date& date) { return absl::CivilDay(date.year(), date.month(), date.day()); }

// The value of a field; nullopt where it is absent.
std::optional<FilterValue> ValueOf(RecordField field, const v1::Record& record) {
  const v1::Quantity& quantity = record.quantity();
  switch (field) {
    case RecordField::kDocument:
      return record.document().document();
    case RecordField::kIndicator:
      return record.indicator().indicator().empty() ? OpenIndicatorName(record.indicator().phrase())
                                                    : record.indicator().indicator();
    case RecordField::kIndicatorPhrase:
      return record.indicator().phrase();
    case RecordField::kUnit:
      return quantity.unit();
    case RecordField::kNumber:
      return quantity.number();
    case RecordField::kSubject:
      return record.subject().name_text();
    case RecordField::kSubjectId:
      return record.subject().id();
    case RecordField::kRegion:
      return record.subject().region();
    case RecordField::kPeriod:
      return record.period().notation();
    case RecordField::kBase:
      return record.base();
    case RecordField::kWhole:
      return record.whole();
    case RecordField::kTopic:
      return record.topic();
    case RecordField::kSentence:
      return record.provenance().sentence();
    case RecordField::kExtractorVersion:
      return record.extractor_version();
    case RecordField::kTitle:
      return record.document().title();
    case RecordField::kSource:
      return record.document().source();
    case RecordField::kMeasure:
      return int64_t{record.measure()};
    case RecordField::kComparator:
      return int64_t{quantity.comparator()};
    case RecordField::kSubjectKind:
      return int64_t{record.subject().kind()};
    case RecordField::kModality:
      return int64_t{record.modality()};
    case RecordField::kGranularity:
      return int64_t{record.period().granularity()};
    case RecordField::kValue:
      return *Decimal::Parse(quantity.value());
    case RecordField::kValueHigh:
      if (quantity.value_high().empty()) return std::nullopt;
      return *Decimal::Parse(quantity.value_high());
    case RecordField::kConfidence:
      return record.confidence();
    case RecordField::kPeriodFirst:
      if (!record.period().has_first_day()) return std::nullopt;
      return ToDay(record.period().first_day());
    case RecordField::kPeriodLast:
      if (!record.period().has_last_day()) return std::nullopt;
      return ToDay(record.period().last_day());
    case RecordField::kPublished: {
      const Period published = Period::Parse(record.document().published()).value();
      if (published.empty()) return std::nullopt;
      return *published.first();
    }
    case RecordField::kCreateTime:
      return absl::FromUnixSeconds(record.create_time().seconds()) + absl::Nanoseconds(record.create_time().nanos());
  }
  return std::nullopt;
}

template <typename T>
bool Holds(const T& a, FilterOp op, const T& b) {
  switch (op) {
    case FilterOp::kEqual:
      return a == b;
    case FilterOp::kNotEqual:
      return !(a == b);
    case FilterOp::kLess:
      return a < b;
    case FilterOp::kLessOrEqual:
      return a <= b;
    case FilterOp::kGreater:
      return a > b;
    case FilterOp::kGreaterOrEqual:
      return a >= b;
    default:
      return false;
  }
}

bool Matches(const RecordFilter& filter, const v1::Record& record);

bool Matches(const RecordFilter::All&, const v1::Record&) { return true; }
bool Matches(const RecordFilter::And& node, const v1::Record& record) {
  return std::ranges::all_of(node.operands, [&](const RecordFilter& operand) { return Matches(operand, record); });
}
bool Matches(const RecordFilter::Or& node, const v1::Record& record) {
  return std::ranges::any_of(node.operands, [&](const RecordFilter& operand) { return Matches(operand, record); });
}
bool Matches(const RecordFilter::Not& node, const v1::Record& record) { return !Matches(node.operand[0], record); }
bool Matches(const RecordFilter::RegionWithin& node, const v1::Record& record) {
  return record.subject().region().starts_with(node.region);
}
bool Matches(const RecordFilter::PeriodOverlaps& node, const v1::Record& record) {
  return node.period.Overlaps(Period::Parse(record.period().notation()).value());
}
bool Matches(const RecordFilter::PeriodWithin& node, const v1::Record& record) {
  return node.period.Contains(Period::Parse(record.period().notation()).value());
}
bool Matches(const Compare& node, const v1::Record& record) {
  const auto value = ValueOf(node.field, record);
  if (!value) return node.op == FilterOp::kNotEqual;
  if (node.op == FilterOp::kContains) {
    return std::get<std::string>(*value).find(std::get<std::string>(node.value)) != std::string::npos;
  }
  if (node.op == FilterOp::kPrefix) {
    return std::get<std::string>(*value).starts_with(std::get<std::string>(node.value));
  }
  return Holds(*value, node.op, node.value);
}
bool Matches(const RecordFilter& filter, const v1::Record& record) {
  return std::visit([&](const auto& node) { return Matches(node, record); }, filter.node());
}

constexpr auto kLastField = RecordField::kCreateTime;
constexpr FilterOp kOps[] = {FilterOp::kEqual,   FilterOp::kNotEqual,       FilterOp::kLess,     FilterOp::kLessOrEqual,
                             FilterOp::kGreater, FilterOp::kGreaterOrEqual, FilterOp::kContains, FilterOp::kPrefix};

bool IsTextOp(FilterOp op) { return op == FilterOp::kContains || op == FilterOp::kPrefix; }

class RecordFilterTest : public StoreTest {
 protected:
  RecordFilterTest() {
    for (int document = 0; document < 6; ++document) {
      std::vector<v1::Record> records;
      for (int i = 0; i < 40; ++i) records.push_back(RandomRecord(i * 30));
      const std::string published[] = {"2022-07", "", "2023", "2021-12-31", "2022-07-01", "2022"};
      names_.push_back(store_.InsertWith(absl::StrCat("文", document), records, published[document]));
    }
    store_.Reextract(names_[1], {RandomRecord(1), RandomRecord(2)}, "2");
    all_ = ListAll(store_.records(), {});
  }

  template <typename T>
  T Pick(std::initializer_list<T> values) {
    return *(values.begin() + random_() % values.size());
  }

  v1::Record RandomRecord(int64_t start) {
    v1::Record record = MakeRecord(start);
    v1::Quantity* const quantity = record.mutable_quantity();
    quantity->set_value(Pick({"1", "1.0", "0", "-3", "2853000000", "0.3333", "99.99", "-0.5", "12345678901234567890.1",
                              "12345678901234567890.2"}));
    if (random_() % 4 == 0) quantity->set_value_high(Pick({"2", "3000000000", "0"}));
    quantity->set_number(Pick({"1个", "第一", "25%以上", "4.7万余人次"}));
    quantity->set_unit(Pick({"CNY", "%", "{个}", "m2"}));
    quantity->set_comparator(Pick({v1::COMPARATOR_EQUAL, v1::COMPARATOR_ABOUT, v1::COMPARATOR_RANGE}));
    record.mutable_indicator()->set_phrase(Pick({"走访企业", "GDP", "生产总值", "走访", "企业%_"}));
    if (random_() % 2 == 0) record.mutable_indicator()->set_indicator(Pick({"indicators/gdp", "indicators/visits"}));
    v1::Subject* const subject = record.mutable_subject();
    subject->set_id(Pick({"regions/330604", "regions/33", "regions/330604001", "subjects/a"}));
    subject->set_name_text(Pick({"上虞区", "浙江省", "曹娥街道", "某公司"}));
    subject->set_kind(Pick({v1::SUBJECT_KIND_REGION, v1::SUBJECT_KIND_ORGANISATION}));
    subject->set_region(Pick({"regions/330604", "regions/33", "regions/330604001", "regions/340604001", ""}));
    record.set_measure(Pick({v1::MEASURE_LEVEL, v1::MEASURE_GROWTH, v1::MEASURE_RANK}));
    SetPeriod(Pick({"", "2022", "2022-H1", "2022-05", "/2022-06", "2021/2025", "2022-03/", "2022-06-30", "2023"}),
              &record);
    record.set_base(Pick({"", "yoy", "全区"}));
    record.set_whole(Pick({"", "全年任务"}));
    record.set_modality(Pick({v1::MODALITY_ACTUAL, v1::MODALITY_TARGET}));
    record.set_topic(Pick({"economy", "safety", "party"}));
    record.set_confidence(static_cast<double>(random_() % 5) / 4);
    if (random_() % 5 == 0) record.mutable_provenance()->clear_sentence();
    return record;
  }

  std::vector<std::string> Expected(const RecordFilter& filter) {
    std::vector<std::string> names;
    for (const v1::Record& record : all_) {
      if (Matches(filter, record)) names.push_back(record.name());
    }
    return names;
  }

  // Whether the store agrees with the plain evaluation, in either order.
  void Check(const RecordFilter& filter, const std::string& description) {
    const std::vector<std::string> expected = Expected(filter);
    ASSERT_EQ(NamesOf(ListAll(store_.records(), {.filter = filter, .page_size = 17})), expected) << description;
    auto by_period = NamesOf(
        ListAll(store_.records(), {.filter = filter, .order = {{RecordOrderField::kPeriod, true}}, .page_size = 17}));
    std::ranges::sort(by_period);
    auto sorted = expected;
    std::ranges::sort(sorted);
    ASSERT_EQ(by_period, sorted) << description;
    // Other vintages are looked for in another way.
    ASSERT_EQ(NamesOf(ListAll(store_.records(), {.filter = filter, .vintage = {.show_near_duplicates = true}})),
              expected)
        << description;
  }

  FilterValue RandomValue(RecordField field) {
    for (;;) {
      const auto value = ValueOf(field, all_[random_() % all_.size()]);
      if (value) return *value;
    }
  }

  RecordFilter RandomFilter(int depth) {
    switch (depth == 0 ? 3 + random_() % 4 : random_() % 7) {
      case 0:
        return RecordFilter::AllOf({RandomFilter(depth - 1), RandomFilter(depth - 1)});
      case 1:
        return RecordFilter::AnyOf({RandomFilter(depth - 1), RandomFilter(depth - 1), RandomFilter(depth - 1)});
      case 2:
        return RecordFilter::Negated(RandomFilter(depth - 1));
      case 3:
        return RecordFilter(RecordFilter::PeriodOverlaps{Period::Quarter(2022, 1 + static_cast<int>(random_() % 4))});
      default: {
        const auto field = static_cast<RecordField>(random_() % (static_cast<int>(kLastField) + 1));
        const FilterValue value = RandomValue(field);
        const size_t ops = std::holds_alternative<std::string>(value) ? 8 : 6;
        return RecordFilter::Compare(field, kOps[random_() % ops], value);
      }
    }
  }

  std::mt19937 random_{20220701};
  std::vector<std::string> names_;
  std::vector<v1::Record> all_;
};

FANGZHI_FOR_ALL_BACKENDS(RecordFilterTest);

TEST_P(RecordFilterTest, EveryFieldWithEveryOperator) {
  for (int i = 0; i <= static_cast<int>(kLastField); ++i) {
    const auto field = static_cast<RecordField>(i);
    for (const FilterOp op : kOps) {
      for (int round = 0; round < 4; ++round) {
        FilterValue value = RandomValue(field);
        if (IsTextOp(op)) {
          if (!std::holds_alternative<std::string>(value)) continue;
          std::string& text = std::get<std::string>(value);
          text = text.substr(0, random_() % (text.size() + 1));
        }
        const RecordFilter filter = RecordFilter::Compare(field, op, value);
        Check(filter, absl::StrCat("field ", i, " operator ", static_cast<int>(op)));
        Check(RecordFilter::Negated(filter), absl::StrCat("not field ", i, " operator ", static_cast<int>(op)));
      }
    }
  }
}

TEST_P(RecordFilterTest, ValuesThatNoRecordHas) {
  for (int i = 0; i <= static_cast<int>(RecordField::kSource); ++i) {
    for (const FilterOp op : kOps) {
      for (const char* value : {"", "无", "documents/01ARZ3NDEKTSV4RRFFQ69G5FAV", "regions/", "regions/9", "%"}) {
        const RecordFilter filter = RecordFilter::Compare(static_cast<RecordField>(i), op, value);
        Check(filter, absl::StrCat("field ", i, " operator ", static_cast<int>(op), " ", value));
        Check(RecordFilter::Negated(filter), "not");
      }
    }
  }
}

TEST_P(RecordFilterTest, TimesBetweenMicroseconds) {
  const absl::Time time = std::get<absl::Time>(RandomValue(RecordField::kCreateTime)) + absl::Nanoseconds(300);
  for (const FilterOp op : {FilterOp::kEqual, FilterOp::kNotEqual, FilterOp::kLess, FilterOp::kLessOrEqual,
                            FilterOp::kGreater, FilterOp::kGreaterOrEqual}) {
    Check(RecordFilter::Compare(RecordField::kCreateTime, op, time), absl::StrCat(static_cast<int>(op)));
  }
}

TEST_P(RecordFilterTest, RegionsWithin) {
  for (const char* region :
       {"regions/33", "regions/3306", "regions/330604", "regions/330604001", "regions/34", "regions/44"}) {
    Check(RecordFilter(RecordFilter::RegionWithin{region}), region);
    Check(RecordFilter::Negated(RecordFilter(RecordFilter::RegionWithin{region})), region);
  }
}

TEST_P(RecordFilterTest, PeriodsOverlappingAndWithin) {
  for (const char* notation : {"2022", "2022-H1", "2022-Q2", "2022-06-30", "/2022-06", "2022-03/", "2021/2025", "",
                               "2020", "2022-07/2022-09"}) {
    const Period period = Period::Parse(notation).value();
    Check(RecordFilter(RecordFilter::PeriodOverlaps{period}), notation);
    Check(RecordFilter(RecordFilter::PeriodWithin{period}), notation);
    Check(RecordFilter::Negated(RecordFilter(RecordFilter::PeriodOverlaps{period})), notation);
    Check(RecordFilter::Negated(RecordFilter(RecordFilter::PeriodWithin{period})), notation);
  }
}

TEST_P(RecordFilterTest, EmptyCombinations) {
  Check(RecordFilter(), "all");
  Check(RecordFilter::AllOf({}), "and of none");
  Check(RecordFilter::AnyOf({}), "or of none");
  EXPECT_EQ(ListAll(store_.records(), {}).size(), all_.size());
}

TEST_P(RecordFilterTest, RandomTrees) {
  for (int round = 0; round < 400; ++round) Check(RandomFilter(3), absl::StrCat("round ", round));
}

TEST_P(RecordFilterTest, ManyComparisonsWithinOneAnother) {
  RecordFilter filter = RecordFilter::Compare(RecordField::kTopic, FilterOp::kEqual, "party");
  for (int i = 0; i < 300; ++i) {
    filter = RecordFilter::Negated(RecordFilter::AllOf(
        {RecordFilter::Compare(RecordField::kValue, FilterOp::kGreaterOrEqual, Decimal::FromInt(-i)),
         RecordFilter::Negated(std::move(filter))}));
  }
  Check(filter, "or of negated ands");
}

TEST_P(RecordFilterTest, NestsAsDeepAsItSays) {
  const auto nested = [](int depth) {
    RecordFilter filter = RecordFilter::Compare(RecordField::kTopic, FilterOp::kEqual, "party");
    for (int i = 0; i < depth; ++i) {
      const RecordFilter other =
          RecordFilter::Negated(RecordFilter::Compare(RecordField::kUnit, FilterOp::kPrefix, i % 4 == 0 ? "C" : "{"));
      filter = i % 2 == 0 ? RecordFilter::AnyOf({other, filter}) : RecordFilter::AllOf({other, filter});
    }
    return filter;
  };
  Check(nested(kMaxFilterDepth), "as deep as may be");
  EXPECT_EQ(store_.records().List({.filter = nested(kMaxFilterDepth + 1)}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_P(RecordFilterTest, WhatDoesNotSuitItsFieldIsRefused) {
  const auto refused = [&](RecordFilter filter) {
    EXPECT_EQ(store_.records().List({.filter = std::move(filter)}).status().code(), absl::StatusCode::kInvalidArgument);
  };
  refused(RecordFilter::Compare(RecordField::kValue, FilterOp::kEqual, "1"));
  refused(RecordFilter::Compare(RecordField::kTopic, FilterOp::kEqual, int64_t{1}));
  refused(RecordFilter::Compare(RecordField::kMeasure, FilterOp::kContains, int64_t{1}));
  refused(RecordFilter::Compare(RecordField::kConfidence, FilterOp::kPrefix, 0.5));
  refused(RecordFilter::Compare(RecordField::kConfidence, FilterOp::kEqual, Decimal::FromInt(1)));
  refused(RecordFilter::Compare(RecordField::kCreateTime, FilterOp::kEqual, absl::CivilDay(2022, 1, 1)));
  refused(RecordFilter::Compare(RecordField::kPeriodFirst, FilterOp::kEqual, absl::Now()));
  refused(RecordFilter(RecordFilter::RegionWithin{"330604"}));
  refused(RecordFilter(RecordFilter::RegionWithin{"regions/"}));
  refused(RecordFilter(RecordFilter::Not{}));
}

}  // namespace
}  // namespace fangzhi::store
