#include "tests/bench/store_generator.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <thread>
#include <utility>

#include "common/base/mutex.h"
#include "common/base/period.h"
#include "common/base/status_macros.h"
#include "common/catalog/catalogue.h"
#include "common/store/names.h"

namespace fangzhi::bench {
namespace {

constexpr int kRecordsPerDocument = 40;
constexpr int kDocumentsAtOnce = 200;
constexpr int kCommitters = 8;
constexpr size_t kIndicators = 1500;
constexpr size_t kOpenPhrases = 4000;
constexpr size_t kRegions = 3000;
constexpr int kLastYear = 2024;
constexpr char kParent[] = "330604";  // 上虞区, whose townships are the landmarks' regions.
constexpr char kRare[] = "罕见词语";
constexpr size_t kLandmarkRegions = 20;
constexpr size_t kLandmarkIndicators = 3;
// The series is of an indicator and a subject of usual size, which are neither among the most nor the least frequent.
constexpr size_t kSeriesIndicator = kIndicators + 7;
constexpr size_t kSeriesRegion = kRegions / 2;
constexpr size_t kFirstLandmarkIndicator = kIndicators + 10;

// 0 … n − 1, small numbers most often.
class Zipf {
 public:
  explicit Zipf(size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; ++i) cumulative_.push_back(sum += 1 / static_cast<double>(i + 1));
  }
  size_t operator()(std::mt19937_64& random) const {
    const double at = std::uniform_real_distribution<>(0, cumulative_.back())(random);
    return static_cast<size_t>(std::ranges::lower_bound(cumulative_, at) - cumulative_.begin());
  }

 private:
  std::vector<double> cumulative_;
};

v1::Granularity GranularityOf(const Period& period) {
  switch (period.granularity()) {
    case Granularity::kYear:
      return v1::GRANULARITY_YEAR;
    case Granularity::kHalf:
      return v1::GRANULARITY_HALF;
    case Granularity::kQuarter:
      return v1::GRANULARITY_QUARTER;
    default:
      return v1::GRANULARITY_MONTH;
  }
}

class Generator {
 public:
  Generator() : catalogue_(catalog::Catalogue::BuiltIn()) {
    for (const catalog::Region& region : catalogue_.gazetteer().regions()) {
      if (region.level == catalog::RegionLevel::kTownship && catalog::Gazetteer::Within(region.code, kParent)) {
        regions_.push_back(&region);
      }
    }
    const size_t own = regions_.size();
    const auto all = catalogue_.gazetteer().regions();
    for (size_t i = 0; regions_.size() < kRegions; ++i) regions_.push_back(&all[i * 7919 % all.size()]);
    std::ranges::shuffle(regions_.begin() + static_cast<ptrdiff_t>(own), regions_.end(), std::mt19937_64(1));
  }

  const catalog::Region& region(size_t i) const { return *regions_[i]; }
  const catalog::Indicator& indicator(size_t i) const { return catalogue_.indicators()[i]; }

  // The records of document `number`, the same in every run.
  std::vector<v1::Record> RecordsOf(int64_t number) {
    std::mt19937_64 random(static_cast<uint64_t>(number));
    std::vector<v1::Record> records;
    const catalog::Region& region = *regions_[region_(random)];
    const int year = kLastYear - static_cast<int>(random() % 10);
    for (int i = 0; i < kRecordsPerDocument; ++i) {
      // A tenth is what the document before tells of its region too.
      std::mt19937_64 other(static_cast<uint64_t>(number - 1) * 1000 + static_cast<uint64_t>(i));
      std::mt19937_64 own(static_cast<uint64_t>(number) * 1000 + static_cast<uint64_t>(i));
      const bool repeated = i % 10 == 9;
      records.push_back(MakeRecord(repeated ? other : own, region, year, i));
      if (repeated && random() % 5 == 0) SetValue(random() % 1000000, records.back());
    }
    return records;
  }

  // A level of 10 000 per unit of `value` in a year.
  v1::Record Level(const catalog::Region& region, const catalog::Indicator& indicator, int year, int value, int at) {
    v1::Record record = Blank(region, at);
    SetIndicator(indicator, record);
    SetPeriod(Period::Year(year), record);
    record.set_measure(v1::MEASURE_LEVEL);
    record.mutable_quantity()->set_unit("CNY");
    SetValue(static_cast<uint64_t>(value) * 10000, record);
    Finish(region, record);
    return record;
  }

 private:
  static void SetValue(uint64_t value, v1::Record& record) {
    record.mutable_quantity()->set_value(absl::StrCat(value));
    record.mutable_quantity()->set_approximate_value(static_cast<double>(value));
    record.mutable_quantity()->set_number(absl::StrCat(value));
  }

  static void SetIndicator(const catalog::Indicator& indicator, v1::Record& record) {
    record.mutable_indicator()->set_phrase(std::string(indicator.zh));
    record.mutable_indicator()->set_indicator("indicators/" + std::string(indicator.id));
    record.set_topic(std::string(indicator.topic));
    record.mutable_quantity()->set_unit(std::string(indicator.units.front()));
  }

  static void SetPeriod(const Period& period, v1::Record& record) {
    record.mutable_period()->set_notation(period.Notation());
    record.mutable_period()->set_granularity(GranularityOf(period));
  }

  static v1::Record Blank(const catalog::Region& region, int at) {
    v1::Record record;
    record.set_name(store::RecordName{"-", at * 30 + 12, 0}.ToString());
    v1::Subject& subject = *record.mutable_subject();
    subject.set_name_text(std::string(region.name));
    subject.set_id(catalog::RegionResourceName(region));
    subject.set_kind(v1::SUBJECT_KIND_REGION);
    subject.set_region(subject.id());
    record.set_modality(v1::MODALITY_ACTUAL);
    record.mutable_quantity()->set_comparator(v1::COMPARATOR_EQUAL);
    v1::Provenance& provenance = *record.mutable_provenance();
    provenance.mutable_number()->set_start(at * 30 + 12);
    provenance.mutable_number()->set_end(at * 30 + 18);
    // Two records a sentence.
    provenance.mutable_sentence_span()->set_start(at / 2 * 60);
    provenance.mutable_sentence_span()->set_end(at / 2 * 60 + 60);
    record.set_confidence(0.5 + (at % 50) * 0.01);
    record.set_topic("economy");
    return record;
  }

  static void Finish(const catalog::Region& region, v1::Record& record) {
    record.mutable_provenance()->set_sentence(
        absl::StrCat(record.period().notation(), "年，", std::string(region.name), "坚持稳中求进，实现",
                     record.indicator().phrase(), record.quantity().number(), "，同比有所增长，各项工作扎实推进。"));
  }

  v1::Record MakeRecord(std::mt19937_64& random, const catalog::Region& region, int year, int at) {
    v1::Record record = Blank(region, at);
    if (random() % 4 != 0) {
      SetIndicator(indicator(indicator_(random)), record);
    } else {
      record.mutable_indicator()->set_phrase(absl::StrCat("自选事项", open_(random), "号"));
      record.mutable_quantity()->set_unit("{个}");
    }
    const uint64_t kind = random() % 20;
    record.set_measure(kind < 11   ? v1::MEASURE_LEVEL
                       : kind < 16 ? v1::MEASURE_GROWTH
                       : kind < 18 ? v1::MEASURE_SHARE
                                   : v1::MEASURE_RANK);
    SetValue(record.measure() == v1::MEASURE_LEVEL ? random() % 100000000 : random() % 100, record);
    if (record.measure() == v1::MEASURE_GROWTH || record.measure() == v1::MEASURE_SHARE) {
      record.mutable_quantity()->set_unit("%");
    }
    if (record.measure() == v1::MEASURE_RANK) record.mutable_quantity()->set_unit("1");
    if (record.measure() == v1::MEASURE_GROWTH) record.set_base("yoy");
    if (random() % 10 == 0) record.set_modality(v1::MODALITY_TARGET);
    switch (random() % 10) {
      case 0:
        SetPeriod(Period::Half(year, 1), record);
        break;
      case 1:
        SetPeriod(Period::Quarter(year, static_cast<int>(random() % 4) + 1), record);
        break;
      case 2:
        SetPeriod(Period::Month(year, static_cast<int>(random() % 12) + 1), record);
        break;
      case 3:
        break;  // Without period.
      default:
        SetPeriod(Period::Year(year), record);
    }
    Finish(region, record);
    return record;
  }

  const catalog::Catalogue& catalogue_;
  std::vector<const catalog::Region*> regions_;
  const Zipf region_{kRegions};
  const Zipf indicator_{kIndicators};
  const Zipf open_{kOpenPhrases};
};

// Inserts documents and commits their records, many at once so that they share transactions.
class Filler {
 public:
  // Documents are numbered from `first` on.
  explicit Filler(store::WritableStore& store, int64_t first = 0)
      : store_(store), documents_(first), inserted_(first) {}

  // Returns the documents' names.
  absl::StatusOr<std::vector<std::string>> Add(std::vector<std::vector<v1::Record>> records) {
    for (size_t i = 0; i < records.size(); ++i) {
      store::NewDocument document;
      document.text = absl::StrCat("第", ++documents_, "篇");
      document.document.set_title(document.text);
      document.document.set_published(absl::StrFormat("%d-%02d", 2015 + documents_ % 10, documents_ % 12 + 1));
      store_.documents().InsertAsync(std::move(document), [this](absl::StatusOr<store::InsertResult> inserted) {
        MutexLock lock(&mutex_);
        status_.Update(inserted.status());
        ++inserted_;
        wake_.NotifyOne();
      });
    }
    {
      MutexLock lock(&mutex_);
      while (inserted_ < documents_) wake_.Wait(&mutex_);
      RETURN_IF_ERROR(status_);
    }
    ASSIGN_OR_RETURN(const store::ClaimBatch batch,
                     store_.documents().ClaimPending(static_cast<int>(records.size()), absl::Hours(1), absl::Now()));
    std::vector<std::thread> committers;
    for (size_t c = 0; c < kCommitters; ++c) {
      committers.emplace_back([&, c] {
        for (size_t i = c; i < batch.documents.size(); i += kCommitters) {
          const auto committed =
              store_.documents().CommitExtraction(batch.documents[i].claim, {"bench-1", "", std::move(records[i])});
          MutexLock lock(&mutex_);
          status_.Update(committed.status());
        }
      });
    }
    for (std::thread& committer : committers) committer.join();
    MutexLock lock(&mutex_);
    RETURN_IF_ERROR(status_);
    std::vector<std::string> names;
    for (const store::ClaimedDocument& claimed : batch.documents) names.push_back(claimed.claim.name);
    return names;
  }

 private:
  store::WritableStore& store_;
  int64_t documents_;
  Mutex mutex_;
  CondVar wake_;
  int64_t inserted_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

// Adds the documents [`first`, `first` + `count`) and returns their names.
absl::StatusOr<std::vector<std::string>> AddDocuments(Generator& generator, Filler& filler, int64_t first,
                                                      int64_t count) {
  std::vector<std::string> names;
  for (int64_t number = first; number < first + count; number += kDocumentsAtOnce) {
    std::vector<std::vector<v1::Record>> some;
    for (int64_t i = number; i < std::min(first + count, number + kDocumentsAtOnce); ++i) {
      some.push_back(generator.RecordsOf(i));
    }
    ASSIGN_OR_RETURN(std::vector<std::string> added, filler.Add(std::move(some)));
    std::ranges::move(added, std::back_inserter(names));
  }
  return names;
}

}  // namespace

Landmarks LandmarksOf(std::vector<std::string> records) {
  const Generator generator;
  Landmarks landmarks;
  landmarks.records = std::move(records);
  landmarks.parent = absl::StrCat("regions/", kParent);
  landmarks.rare = kRare;
  landmarks.usual = "年";
  landmarks.indicator = absl::StrCat("indicators/", std::string(generator.indicator(kSeriesIndicator).id));
  landmarks.subject = catalog::RegionResourceName(generator.region(kSeriesRegion));
  for (size_t r = 0; r < kLandmarkRegions; ++r) {
    landmarks.regions.push_back(catalog::RegionResourceName(generator.region(r)));
  }
  for (size_t i = 0; i < kLandmarkIndicators; ++i) {
    const catalog::Indicator& indicator = generator.indicator(kFirstLandmarkIndicator + i);
    landmarks.indicators.push_back(absl::StrCat("indicators/", std::string(indicator.id)));
  }
  return landmarks;
}

absl::StatusOr<Landmarks> FillStore(store::WritableStore& store, int64_t records) {
  Generator generator;
  Filler filler(store);
  Landmarks landmarks = LandmarksOf({});
  std::vector<std::vector<v1::Record>> first;
  for (int i = 0; i < landmarks.points; ++i) {
    first.push_back({generator.Level(generator.region(kSeriesRegion), generator.indicator(kSeriesIndicator),
                                     kLastYear - i, 100 + i, 0)});
  }
  std::string* const sentence = first[0][0].mutable_provenance()->mutable_sentence();
  *sentence = absl::StrCat(kRare, "。");
  for (size_t r = 0; r < kLandmarkRegions; ++r) {
    auto& of_region = first.emplace_back();
    for (size_t i = 0; i < kLandmarkIndicators; ++i) {
      of_region.push_back(generator.Level(generator.region(r), generator.indicator(kFirstLandmarkIndicator + i), 2023,
                                          static_cast<int>(r * 7 % 11) + 1, static_cast<int>(i)));
    }
  }
  RETURN_IF_ERROR(filler.Add(std::move(first)).status());

  ASSIGN_OR_RETURN(const std::vector<std::string> names,
                   AddDocuments(generator, filler, 0, std::max<int64_t>(1, records / kRecordsPerDocument)));
  for (size_t i = 0; i < names.size(); i += 97) landmarks.records.push_back(absl::StrCat(names[i], "/records/12-0"));
  return landmarks;
}

absl::Status AddToStore(store::WritableStore& store, int64_t records, int64_t after) {
  // Texts of their own, so that these are new documents.
  constexpr int64_t kElsewhere = 1'000'000'000;
  Generator generator;
  Filler filler(store, kElsewhere + after);
  const int64_t first = kElsewhere + after / kRecordsPerDocument;
  return AddDocuments(generator, filler, first, records / kRecordsPerDocument).status();
}

}  // namespace fangzhi::bench
