#include "services/extraction/lexicon.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>

#include "services/extraction/embedded_data.h"
#include "services/extraction/text_match.h"
#include "services/extraction/word_set.h"

namespace fangzhi::extraction {
namespace {

uint32_t ClassOf(std::string_view name) {
  static constexpr std::pair<std::string_view, uint32_t> kClasses[] = {
      {"adverb", kCueAdverb}, {"scope", kCueScope},   {"light", kCueLight},       {"to", kCueTo},
      {"up", kCueUp},         {"down", kCueDown},     {"yoy", kCueYoy},           {"mom", kCueMom},
      {"annual", kCueAnnual}, {"share", kCueShare},   {"higher", kCueHigher},     {"lower", kCueLower},
      {"rank", kCueRank},     {"target", kCueTarget}, {"expected", kCueExpected}, {"fact", kCueFact},
      {"about", kCueAbout},   {"nearly", kCueNearly}, {"more", kCueMore},         {"atleast", kCueAtLeast},
      {"less", kCueLess},     {"atmost", kCueAtMost}, {"plan", kCuePlan},         {"conj", kCueConj},
      {"word", kCueWord}};
  for (const auto& [known, bit] : kClasses) {
    if (name == known) return bit;
  }
  std::fprintf(stderr, "cues.tsv: unknown class %.*s\n", static_cast<int>(name.size()), name.data());
  std::abort();
}

}  // namespace

const Lexicon& Lexicon::Cues() {
  static const Lexicon& cues = *new Lexicon(CueTable());
  return cues;
}

Lexicon::Lexicon(std::string_view table) {
  std::map<std::u32string, uint32_t> words;
  ForEachWord(table, [&words](std::string_view name, const std::u32string& word) {
    if (name != "reached") {
      words[word] |= ClassOf(name);
      return;
    }
    for (const char32_t end : std::u32string_view(U"到至为")) words[word + end] |= kCueTo;
  });
  for (auto& [word, classes] : words) entries_.push_back({word, classes});
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.word[0] != b.word[0] ? a.word[0] < b.word[0] : a.word.size() > b.word.size();
  });
  buckets_.emplace_back();  // Bucket 0 is empty.
  for (uint32_t i = 0; i < entries_.size(); ++i) {
    const auto& [word, classes] = entries_[i];
    if (i == 0 || entries_[i - 1].word[0] != word[0]) {
      bucket_of_[word[0] & 0xFFFF] = static_cast<uint16_t>(buckets_.size());
      buckets_.push_back({i, i});
    }
    if (word.size() == 1) {
      buckets_.back().single = classes;
    } else {
      buckets_.back().end = i + 1;
      pairs_.set(PairOf(word[0], word[1]));
    }
  }
}

Lexicon::Match Lexicon::Longest(std::u32string_view text, size_t at) const {
  const char32_t first = text[at];
  const uint16_t index = first > 0xFFFF ? 0 : bucket_of_[first];
  if (index == 0) return {};
  const Bucket& bucket = buckets_[index];
  if (at + 1 < text.size() && pairs_[PairOf(first, text[at + 1])]) {
    for (uint32_t i = bucket.begin; i < bucket.end; ++i) {
      const Entry& entry = entries_[i];
      if (StartsWith(text, at, entry.word)) return {static_cast<int>(entry.word.size()), entry.classes};
    }
  }
  if (bucket.single == 0) return {};
  return {1, bucket.single};
}

}  // namespace fangzhi::extraction
