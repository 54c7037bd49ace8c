// Stores of any size with records that are distributed as real ones are, for measurements and for looking at plans.

#ifndef FANGZHI_TESTS_BENCH_STORE_GENERATOR_H_
#define FANGZHI_TESTS_BENCH_STORE_GENERATOR_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/store/store.h"

namespace fangzhi::bench {

// What a generated store has for sure, whatever its size.
struct Landmarks {
  std::string indicator;             // Of the series.
  std::string subject;               // Of the series, a region.
  int points = 12;                   // Of the series, one a year to 2024.
  std::vector<std::string> records;  // Names of some records, from all over the store.
  std::vector<std::string> regions;  // 20 that have figures of `indicators` in 2023.
  std::vector<std::string> indicators;
  std::string parent;  // The region that `regions` are right below.
  std::string rare;    // A word of few records.
  std::string usual;   // A word that nearly every record has.
};

// Fills `store`, which is empty, as ingest does, with about `records` records of documents of 40: a few indicators and
// regions have most of them, and most have few (Zipf); levels, growths, shares and ranks; ten years by year, half,
// quarter and month; a tenth of the figures repeated by another document, some with another value. The same records for
// the same number.
absl::StatusOr<Landmarks> FillStore(store::WritableStore& store, int64_t records);

// What FillStore makes sure of, of a store that it filled before; `records` are names of some of its records.
Landmarks LandmarksOf(std::vector<std::string> records);

// Adds `records` further ones, those that follow the first `after`.
absl::Status AddToStore(store::WritableStore& store, int64_t records, int64_t after);

}  // namespace fangzhi::bench

#endif  // FANGZHI_TESTS_BENCH_STORE_GENERATOR_H_
