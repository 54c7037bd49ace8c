// Units of measurement and classifiers as they are written, and what they mean.

#ifndef FANGZHI_COMMON_CATALOG_UNITS_H_
#define FANGZHI_COMMON_CATALOG_UNITS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/catalog/prefix_table.h"
#include "common/catalog/string_hash.h"

namespace fangzhi::catalog {

// What a unit measures. Two units of one dimension can be converted, or, for kCount, counted
// together; those of kMoney only at an exchange rate.
enum class Dimension {
  kCount,
  kRatio,
  kMoney,
  kArea,
  kLength,
  kVolume,
  kMass,
  kPower,
  kEnergy,
  kTime,
  kTemperature,
  kConcentration,
  kSpeed,
  kPressure,
  kSound,
  kData,
  kDataRate,
  kFrequency,
  kVoltage,
  kAngle,
  kCompound,  // A quotient that is none of the above, such as CNY/m2.
};

// One surface form. A number written before `surface` is multiplied by `factor` to be in
// `canonical`: 斤 has canonical "kg" and factor "0.5". Magnitudes (万, 亿) are not part of a unit.
struct Unit {
  std::string_view surface;
  std::string canonical;    // As in field `unit` of a record: CNY, m2, [mu], %, pp, {家}.
  std::string_view factor;  // Exact decimal, without exponent.
  Dimension dimension;
  bool is_classifier;  // A counting word: canonical is {surface}, factor 1, dimension kCount.
};

struct UnitMatch {
  const Unit* unit = nullptr;  // nullptr if no unit was found.
  size_t length = 0;           // Bytes of text it covers.

  explicit operator bool() const { return unit != nullptr; }
};

// Immutable after Load, so thread-safe. Pointers and views it returns live as long as it does, and
// survive its being moved.
class Units {
 public:
  // `units` has the columns surface forms (separated by '|'), canonical unit, factor, dimension;
  // `classifiers` has classifiers separated by white space. Returns INVALID_ARGUMENT, naming the
  // line, for a malformed row or a surface form that occurs twice.
  static absl::StatusOr<Units> Load(std::string_view units, std::string_view classifiers);

  // Every surface form; classifiers come last.
  absl::Span<const Unit> units() const { return units_; }

  // Returns the unit written exactly `surface`, or nullptr.
  const Unit* Find(std::string_view surface) const;

  // Returns the longest unit or classifier with which `text` begins: for 平方公里的 it is 平方公里,
  // 12 bytes.
  UnitMatch MatchPrefix(std::string_view text) const;

  // The dimension of a canonical unit (CNY, {家}, CNY/[mu]). A quotient not in the table is
  // kCompound, a unit in braces kCount. Returns kCount for what is not a unit.
  Dimension DimensionOf(std::string_view canonical) const;

  // Whether `unit` is a canonical unit: one of the table, a word in braces, or a quotient of such.
  bool IsCanonical(std::string_view unit) const;

 private:
  Units() = default;

  absl::Status AddUnits(std::string_view table);
  absl::Status AddClassifiers(std::string_view table);
  // Returns false where the surface form is empty or there already.
  bool Add(Unit unit);

  std::unique_ptr<const std::string> text_;  // What every view points into.
  std::vector<Unit> units_;
  PrefixTable surfaces_;             // Surface form to index in units_.
  StringMap<Dimension> dimensions_;  // By canonical unit.
};

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_UNITS_H_
