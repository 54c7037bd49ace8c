#include "common/catalog/catalogue.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/catalog/builtin_data.h"
#include "common/catalog/table.h"

namespace fangzhi::catalog {
namespace {

// Bits of Catalogue::Measures beyond one for each Dimension.
constexpr int kPeople = 24;
constexpr int kHouseholds = 25;

// A phrase is looked at without its front word at most so many times.
constexpr int kMaxFrontWords = 4;

// A guess, for reserving.
constexpr size_t kWordingsPerIndicator = 12;

// The verb group of additions; see Catalogue::FindLoosely.
constexpr std::string_view kAdded = "新增";

constexpr std::array<std::string_view, 11> kPeopleUnits = {"{人}",   "{名}",   "{位}",   "{口}",   "{人次}", "{人口}",
                                                           "{居民}", "{学子}", "{群众}", "{党员}", "{学位}"};
constexpr std::array<std::string_view, 4> kHouseholdUnits = {"{户}", "{户次}", "{家庭}", "{人户}"};

// Units of growth, share, completion, rank and multiple, which can be of any indicator.
constexpr std::array<std::string_view, 6> kRelativeUnits = {"", "1", "%", "‰", "pp", "{位}"};

template <size_t n>
bool Contains(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 4> kKinds = {"flow", "stock", "rate", "index"};

// Fills `indicator` from the row at which `reader` is.
absl::Status ReadIndicator(const TableReader& reader, Indicator& indicator) {
  if (reader.fields().size() != 7) return reader.Error("expected 7 columns");
  const auto kind = std::find(kKinds.begin(), kKinds.end(), reader.field(5));
  if (kind == kKinds.end()) return reader.Error("unknown kind", reader.field(5));
  indicator.id = reader.field(0);
  indicator.zh = reader.field(1);
  indicator.en = reader.field(2);
  indicator.topic = reader.field(3);
  indicator.units = Split(reader.field(4), '|');
  indicator.kind = static_cast<IndicatorKind>(kind - kKinds.begin());
  if (indicator.id.empty() || indicator.zh.empty()) return reader.Error("empty id or name");
  for (const std::string_view pattern : Split(reader.field(6), '|')) {
    if (pattern.empty()) continue;
    std::vector<std::string> wordings = ExpandPattern(pattern);
    if (wordings.empty()) return reader.Error("unbalanced or nested brackets in", pattern);
    std::move(wordings.begin(), wordings.end(), std::back_inserter(indicator.aliases));
  }
  return absl::OkStatus();
}

}  // namespace

Catalogue::Catalogue(Topics topics, Units units, Gazetteer gazetteer, PhraseRules rules)
    : topics_(std::move(topics)),
      units_(std::move(units)),
      gazetteer_(std::move(gazetteer)),
      rules_(std::move(rules)) {}

const Catalogue& Catalogue::BuiltIn() {
  static const Catalogue* const catalogue = [] {
    absl::StatusOr<Catalogue> loaded = Load(BuiltInTexts());
    if (!loaded.ok()) {
      // The build's own data are wrong; nothing can run.
      std::fprintf(stderr, "%s\n", loaded.status().ToString().c_str());
      std::abort();
    }
    return new Catalogue(*std::move(loaded));
  }();
  return *catalogue;
}

absl::StatusOr<Catalogue> Catalogue::Load(const CatalogueTexts& texts) {
  ASSIGN_OR_RETURN(Topics topics, Topics::Load(texts.topics));
  ASSIGN_OR_RETURN(Units units, Units::Load(texts.units, texts.classifiers));
  ASSIGN_OR_RETURN(Gazetteer gazetteer, Gazetteer::Load(texts.gazetteer));
  ASSIGN_OR_RETURN(PhraseRules rules, PhraseRules::Load(texts.wordings));
  Catalogue catalogue(std::move(topics), std::move(units), std::move(gazetteer), std::move(rules));
  RETURN_IF_ERROR(catalogue.LoadIndicators(texts.indicators));
  return catalogue;
}

absl::StatusOr<Catalogue> Catalogue::LoadFromDirectory(const std::string& directory) {
  CatalogueTexts texts = BuiltInTexts();
  const std::array<std::pair<const char*, std::string_view*>, 6> files = {{
      {"topics.tsv", &texts.topics},
      {"indicators.tsv", &texts.indicators},
      {"wordings.tsv", &texts.wordings},
      {"units.tsv", &texts.units},
      {"classifiers.txt", &texts.classifiers},
      {"gazetteer.tsv", &texts.gazetteer},
  }};
  std::array<std::string, files.size()> contents;
  bool found = false;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::filesystem::path path = std::filesystem::path(directory) / files[i].first;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) continue;
    std::ifstream in(path, std::ios::binary);
    contents[i].assign(std::istreambuf_iterator<char>(in), {});
    if (!in) return absl::UnavailableError("cannot read " + path.string());
    *files[i].second = contents[i];
    found = true;
  }
  if (!found) return absl::NotFoundError("no catalogue file in " + directory);
  return Load(texts);
}

absl::Status Catalogue::LoadIndicators(std::string_view table) {
  text_ = std::make_unique<const std::string>(table);
  const size_t lines = std::count(table.begin(), table.end(), '\n') + 1;
  indicators_.reserve(lines);  // Pointers are kept.
  by_wording_.reserve(lines * kWordingsPerIndicator);
  by_core_.reserve(lines * kWordingsPerIndicator);
  TableReader reader("indicators.tsv", *text_);
  while (reader.Next()) {
    Indicator& indicator = indicators_.emplace_back();
    RETURN_IF_ERROR(ReadIndicator(reader, indicator));
    if (topics_.Find(indicator.topic) == nullptr) {
      return reader.Error("unknown topic", indicator.topic);
    }
    Measures measures = 0;
    for (const std::string_view unit : indicator.units) {
      if (!units_.IsCanonical(unit)) return reader.Error("unknown unit", unit);
      measures |= MeasuresOf(unit);
    }
    measures_.push_back(measures);
    if (!by_id_.emplace(indicator.id, &indicator).second) {
      return reader.Error("repeated indicator", indicator.id);
    }
    RETURN_IF_ERROR(IndexWordings(indicator, reader));
  }
  return absl::OkStatus();
}

absl::Status Catalogue::IndexWordings(const Indicator& indicator, const TableReader& reader) {
  RETURN_IF_ERROR(IndexWording(indicator.zh, indicator, reader));
  for (const std::string& alias : indicator.aliases) {
    RETURN_IF_ERROR(IndexWording(alias, indicator, reader));
  }
  return absl::OkStatus();
}

absl::Status Catalogue::IndexWording(std::string_view wording, const Indicator& indicator, const TableReader& reader) {
  const std::string folded = rules_.Fold(wording);
  const auto [it, is_new] = by_wording_.emplace(folded, &indicator);
  if (it->second != &indicator) {
    std::string message = "wording of both ";
    message.append(it->second->id).append(" and ").append(indicator.id).append(":");
    return reader.Error(message, wording);
  }
  if (!is_new) return absl::OkStatus();
  const std::string_view stem = rules_.WithoutEnding(folded);
  Claims& claims = by_core_[rules_.Core(stem)];
  auto& claimants = stem.size() == folded.size() ? claims.whole : claims.shortened;
  if (claimants.empty() || claimants.back() != &indicator) claimants.push_back(&indicator);
  return absl::OkStatus();
}

const Indicator* Catalogue::Find(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : it->second;
}

IndicatorMatch Catalogue::Match(std::string_view phrase, std::string_view unit) const {
  return MatchFolded(phrase, rules_.Fold(phrase), unit);
}

IndicatorMatch Catalogue::MatchFolded(std::string_view phrase, const std::string& folded, std::string_view unit) const {
  IndicatorMatch match;
  if (const auto it = by_wording_.find(folded); it != by_wording_.end()) {
    match = {it->second, true};
  } else {
    match.indicator = FindLoosely(folded, unit);
    if (!match && phrase.find_first_of("(\xEF") != std::string_view::npos) {
      match.indicator = FindLoosely(rules_.Fold(PhraseRules::WithoutBrackets(phrase)), unit);
    }
  }
  return match && Fits(unit, *match.indicator) ? match : IndicatorMatch();
}

const Indicator* Catalogue::FindCore(std::string_view core, std::string_view unit) const {
  const auto it = by_core_.find(ToAbsl(core));
  if (it == by_core_.end()) return nullptr;
  for (const auto* claimants : {&it->second.whole, &it->second.shortened}) {
    const Indicator* found = nullptr;
    for (const Indicator* claimant : *claimants) {
      if (!Fits(unit, *claimant)) continue;
      if (found != nullptr) return nullptr;  // Ambiguous.
      found = claimant;
    }
    if (found != nullptr) return found;
  }
  return nullptr;
}

const Indicator* Catalogue::FindLoosely(std::string_view folded, std::string_view unit) const {
  for (int dropped = 0; dropped <= kMaxFrontWords; ++dropped) {
    if (const auto it = by_wording_.find(ToAbsl(folded)); it != by_wording_.end()) {
      return it->second;
    }
    const std::string core = rules_.Core(rules_.WithoutEnding(folded));
    if (const Indicator* found = FindCore(core, unit)) return found;
    if (std::string_view(core).starts_with(kAdded) && units_.DimensionOf(unit) == Dimension::kCount) {
      // What is added to a count in a period is the count in it: 新增专利授权. Not so of money,
      // where 新增 is a change, nor of stocks.
      const Indicator* flow = FindCore(std::string_view(core).substr(kAdded.size()), unit);
      if (flow != nullptr && flow->kind == IndicatorKind::kFlow) return flow;
    }
    const size_t front = rules_.FrontLength(folded);
    if (front == 0) break;
    folded.remove_prefix(front);
  }
  return nullptr;
}

Resolution Catalogue::Resolve(std::string_view phrase, std::string_view unit,
                              absl::Span<const std::string_view> contexts) const {
  const std::string folded = rules_.Fold(phrase);
  const IndicatorMatch match = MatchFolded(phrase, folded, unit);
  if (match) return {match.indicator, match.indicator->topic};
  const IndicatorMatch of_other_unit = unit.empty() ? match : MatchFolded(phrase, folded, "");
  return {nullptr, of_other_unit ? of_other_unit.indicator->topic : topics_.Classify(phrase, contexts)};
}

Catalogue::Measures Catalogue::MeasuresOf(std::string_view unit) const {
  if (Contains(kPeopleUnits, unit)) return Measures{1} << kPeople;
  if (Contains(kHouseholdUnits, unit)) return Measures{1} << kHouseholds;
  return Measures{1} << static_cast<int>(units_.DimensionOf(unit));
}

bool Catalogue::CountAlike(std::string_view unit, std::string_view other) const {
  const bool counts = units_.DimensionOf(unit) == Dimension::kCount && units_.DimensionOf(other) == Dimension::kCount;
  return counts && MeasuresOf(unit) == MeasuresOf(other);
}

bool Catalogue::Fits(std::string_view unit, const Indicator& indicator) const {
  if (Contains(kRelativeUnits, unit)) return true;
  const auto& units = indicator.units;
  if (std::find(units.begin(), units.end(), unit) != units.end()) return true;
  const Measures wanted = MeasuresOf(unit);
  if (wanted == Measures{1} << static_cast<int>(Dimension::kCompound)) return false;
  return (measures_[static_cast<size_t>(&indicator - indicators_.data())] & wanted) != 0;
}

}  // namespace fangzhi::catalog
