#include "common/catalog/units.h"

#include <array>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/catalog/table.h"

namespace fangzhi::catalog {
namespace {

constexpr std::array<std::pair<std::string_view, Dimension>, 21> kDimensions = {{
    {"count", Dimension::kCount},
    {"ratio", Dimension::kRatio},
    {"money", Dimension::kMoney},
    {"area", Dimension::kArea},
    {"length", Dimension::kLength},
    {"volume", Dimension::kVolume},
    {"mass", Dimension::kMass},
    {"power", Dimension::kPower},
    {"energy", Dimension::kEnergy},
    {"time", Dimension::kTime},
    {"temperature", Dimension::kTemperature},
    {"concentration", Dimension::kConcentration},
    {"speed", Dimension::kSpeed},
    {"pressure", Dimension::kPressure},
    {"sound", Dimension::kSound},
    {"data", Dimension::kData},
    {"data_rate", Dimension::kDataRate},
    {"frequency", Dimension::kFrequency},
    {"voltage", Dimension::kVoltage},
    {"angle", Dimension::kAngle},
    {"compound", Dimension::kCompound},
}};

std::optional<Dimension> DimensionNamed(std::string_view name) {
  for (const auto& [known, dimension] : kDimensions) {
    if (known == name) return dimension;
  }
  return std::nullopt;
}

// Digits, with a point and digits after it or without.
bool IsExactDecimal(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  int points = 0;
  for (const char c : text) {
    if (c == '.') {
      ++points;
    } else if (c < '0' || c > '9') {
      return false;
    }
  }
  return points <= 1;
}

}  // namespace

absl::StatusOr<Units> Units::Load(std::string_view units, std::string_view classifiers) {
  Units loaded;
  loaded.text_ = std::make_unique<const std::string>(std::string(units).append(classifiers));
  const std::string_view text = *loaded.text_;
  RETURN_IF_ERROR(loaded.AddUnits(text.substr(0, units.size())));
  RETURN_IF_ERROR(loaded.AddClassifiers(text.substr(units.size())));
  return loaded;
}

absl::Status Units::AddUnits(std::string_view table) {
  TableReader reader("units.tsv", table);
  while (reader.Next()) {
    if (reader.fields().size() != 4) return reader.Error("expected 4 columns");
    const std::optional<Dimension> dimension = DimensionNamed(reader.field(3));
    if (!dimension) return reader.Error("unknown dimension", reader.field(3));
    if (reader.field(1).empty()) return reader.Error("empty canonical unit");
    if (!IsExactDecimal(reader.field(2))) return reader.Error("bad factor", reader.field(2));
    for (const std::string_view surface : Split(reader.field(0), '|')) {
      if (!Add({surface, std::string(reader.field(1)), reader.field(2), *dimension, false})) {
        return reader.Error("empty or repeated surface form", surface);
      }
    }
    const auto [known, is_new] = dimensions_.emplace(reader.field(1), *dimension);
    if (!is_new && known->second != *dimension) {
      return reader.Error("unit of two dimensions:", reader.field(1));
    }
  }
  return absl::OkStatus();
}

absl::Status Units::AddClassifiers(std::string_view table) {
  TableReader lines("classifiers.txt", table);
  while (lines.Next()) {
    for (const std::string_view word : Split(lines.field(0), ' ')) {
      if (word.empty()) continue;
      const std::string canonical = std::string("{").append(word).append("}");
      if (!Add({word, canonical, "1", Dimension::kCount, true})) {
        return lines.Error("repeated surface form", word);
      }
    }
  }
  return absl::OkStatus();
}

bool Units::Add(Unit unit) {
  const auto index = static_cast<uint32_t>(units_.size());
  if (!surfaces_.Insert(unit.surface, index)) return false;
  units_.push_back(std::move(unit));
  return true;
}

const Unit* Units::Find(std::string_view surface) const {
  const auto index = surfaces_.Find(surface);
  return index ? &units_[*index] : nullptr;
}

UnitMatch Units::MatchPrefix(std::string_view text) const {
  const auto match = surfaces_.LongestPrefix(text);
  if (!match) return {};
  return {&units_[match->index], match->length};
}

Dimension Units::DimensionOf(std::string_view canonical) const {
  const auto it = dimensions_.find(canonical);
  if (it != dimensions_.end()) return it->second;
  if (canonical.find('/') != std::string_view::npos) return Dimension::kCompound;
  return Dimension::kCount;
}

bool Units::IsCanonical(std::string_view unit) const {
  const size_t slash = unit.find('/');
  if (dimensions_.contains(unit)) return true;
  if (slash != std::string_view::npos) {
    return IsCanonical(unit.substr(0, slash)) && IsCanonical(unit.substr(slash + 1));
  }
  return unit.size() > 2 && unit.front() == '{' && unit.back() == '}';
}

}  // namespace fangzhi::catalog
