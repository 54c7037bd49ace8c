// The indicators that local governments publish, and the lexicons that go with them.

#ifndef FANGZHI_COMMON_CATALOG_CATALOGUE_H_
#define FANGZHI_COMMON_CATALOG_CATALOGUE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/catalog/gazetteer.h"
#include "common/catalog/phrase.h"
#include "common/catalog/string_hash.h"
#include "common/catalog/table.h"
#include "common/catalog/topics.h"
#include "common/catalog/units.h"

namespace fangzhi::catalog {

enum class IndicatorKind {
  kFlow,   // Accrues over a period: output, patents granted, fires.
  kStock,  // Holds at a moment: population, deposits, beds.
  kRate,   // A ratio of two quantities: coverage, per-head amounts, concentrations.
  kIndex,  // A price, production or satisfaction index.
};

struct Indicator {
  std::string_view id;                  // Stable snake case: gdp. Resource name: indicators/gdp.
  std::string_view zh;                  // Canonical name in simplified Chinese: 地区生产总值.
  std::string_view en;                  // Gross regional product
  std::string_view topic;               // Id of a topic.
  std::vector<std::string_view> units;  // Canonical units it is given in, the usual one first.
  IndicatorKind kind{};
  std::vector<std::string> aliases;  // Other wordings; without `zh`.
};

struct IndicatorMatch {
  const Indicator* indicator = nullptr;  // nullptr: the phrase is an open indicator.
  // Whether the phrase, brackets and equivalent spellings apart, is one of the indicator's
  // wordings, so that nothing (a region word, a verb, 总量) was dropped to find it.
  bool exact = false;

  explicit operator bool() const { return indicator != nullptr; }
};

// What an indicator phrase is read as.
struct Resolution {
  const Indicator* indicator = nullptr;  // nullptr: an open indicator.
  std::string_view topic;
};

// The texts of the lexicon files, named in common/catalog/data/.
struct CatalogueTexts {
  std::string_view topics;       // topics.tsv
  std::string_view indicators;   // indicators.tsv
  std::string_view wordings;     // wordings.tsv
  std::string_view units;        // units.tsv
  std::string_view classifiers;  // classifiers.txt
  std::string_view gazetteer;    // gazetteer.tsv
};

// Everything that is known before a text is read.
//
// Immutable after Load, so thread-safe. Pointers, views and spans it returns live as long as it
// does, and survive its being moved.
class Catalogue {
 public:
  // The catalogue compiled into the binary, loaded at the first call and never destroyed.
  static const Catalogue& BuiltIn();

  // Returns INVALID_ARGUMENT, naming file and line, for a malformed row, a repeated id, an unknown
  // topic or unit, or a wording that two indicators claim. The texts are copied.
  static absl::StatusOr<Catalogue> Load(const CatalogueTexts& texts);

  // Loads the files of that name in `directory`; for one that is not there the compiled-in text
  // serves. Returns NOT_FOUND if none is there, UNAVAILABLE if one cannot be read, else the errors
  // of Load.
  static absl::StatusOr<Catalogue> LoadFromDirectory(const std::string& directory);

  const Topics& topics() const { return topics_; }
  const Units& units() const { return units_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }

  // In the order of the file.
  absl::Span<const Indicator> indicators() const { return indicators_; }

  // Returns nullptr if there is no indicator `id`.
  const Indicator* Find(std::string_view id) const;

  // Resolves an indicator phrase in simplified Chinese. Brackets, quotes, spaces, region words in
  // front (全省), light verbs (完成) and empty endings (总量) are looked through, and equivalent
  // spellings (规上, 规模以上) are one; nothing else is guessed, so most phrases that name a part
  // of a known indicator stay open.
  //
  // `unit` is the record's canonical unit. Where it cannot measure the indicator (hospital beds in
  // CNY), there is no match. Empty, `1`, `%`, `‰`, `pp` and `{位}` fit every indicator, because a
  // growth, share, completion or rank can be of anything.
  IndicatorMatch Match(std::string_view phrase, std::string_view unit = {}) const;

  // Whether numbers in two canonical units count the same sort of thing, whatever the classifier: {家} and {个}, but
  // not {人} or {户}.
  bool CountAlike(std::string_view unit, std::string_view other) const;

  // The indicator and the topic of a phrase. A phrase whose indicator `unit` cannot measure has that indicator's topic
  // yet; an open one has the topic of its cues, else of those of `contexts`, as Topics::Classify says.
  Resolution Resolve(std::string_view phrase, std::string_view unit, absl::Span<const std::string_view> contexts) const;

 private:
  // What a unit can measure. Counts of people, of households and of things do not mix.
  using Measures = uint32_t;

  // The indicators that have some core.
  struct Claims {
    absl::InlinedVector<const Indicator*, 1> whole;      // As a wording without an ending.
    absl::InlinedVector<const Indicator*, 1> shortened;  // Only after an ending was dropped.
  };

  Catalogue(Topics topics, Units units, Gazetteer gazetteer, PhraseRules rules);

  absl::Status LoadIndicators(std::string_view table);
  absl::Status IndexWordings(const Indicator& indicator, const TableReader& reader);
  absl::Status IndexWording(std::string_view wording, const Indicator& indicator, const TableReader& reader);
  Measures MeasuresOf(std::string_view unit) const;
  IndicatorMatch MatchFolded(std::string_view phrase, const std::string& folded, std::string_view unit) const;
  bool Fits(std::string_view unit, const Indicator& indicator) const;
  const Indicator* FindCore(std::string_view core, std::string_view unit) const;
  const Indicator* FindLoosely(std::string_view folded, std::string_view unit) const;

  Topics topics_;
  Units units_;
  Gazetteer gazetteer_;
  PhraseRules rules_;
  std::unique_ptr<const std::string> text_;  // What every view in indicators_ points into.
  std::vector<Indicator> indicators_;
  std::vector<Measures> measures_;  // Of each of indicators_.
  StringMap<const Indicator*> by_id_;
  absl::flat_hash_map<std::string, const Indicator*> by_wording_;  // Keyed by PhraseRules::Fold.
  absl::flat_hash_map<std::string, Claims> by_core_;               // Keyed by PhraseRules::Core.
};

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_CATALOGUE_H_
