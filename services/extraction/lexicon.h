#ifndef FANGZHI_SERVICES_EXTRACTION_LEXICON_H_
#define FANGZHI_SERVICES_EXTRACTION_LEXICON_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fangzhi::extraction {

// What a cue word can mean; a word can mean several things. The words are in data/cues.tsv.
enum CueClass : uint32_t {
  kCueAdverb = 1U << 0,
  kCueScope = 1U << 1,
  kCueLight = 1U << 2,
  kCueTo = 1U << 3,
  kCueUp = 1U << 4,
  kCueDown = 1U << 5,
  kCueYoy = 1U << 6,
  kCueMom = 1U << 7,
  kCueAnnual = 1U << 8,
  kCueShare = 1U << 9,
  kCueHigher = 1U << 10,
  kCueLower = 1U << 11,
  kCueRank = 1U << 12,
  kCueTarget = 1U << 13,
  kCueExpected = 1U << 14,
  kCueFact = 1U << 15,
  kCueAbout = 1U << 16,
  kCueNearly = 1U << 17,
  kCueMore = 1U << 18,
  kCueAtLeast = 1U << 19,
  kCueLess = 1U << 20,
  kCueAtMost = 1U << 21,
  kCuePlan = 1U << 22,
  kCueConj = 1U << 23,
  kCueWord = 1U << 24,  // An ordinary word that shields the cues in it.
};
inline constexpr uint32_t kCueComparator = kCueAbout | kCueNearly | kCueMore | kCueAtLeast | kCueLess | kCueAtMost;

// Words by their first character, for a scan that costs one look-up where no word begins. Immutable, thread-safe.
class Lexicon {
 public:
  struct Match {
    int length = 0;  // Code points; 0 where no word begins.
    uint32_t classes = 0;
  };

  // The cue words compiled into the binary.
  static const Lexicon& Cues();

  // `table` has lines `class<TAB>words separated by spaces`; `#` begins a comment. Unknown classes are a defect of the
  // build and abort.
  explicit Lexicon(std::string_view table);

  // The longest word with which `text` begins at `at`.
  Match Longest(std::u32string_view text, size_t at) const;

 private:
  struct Entry {
    std::u32string word;
    uint32_t classes;
  };
  struct Bucket {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t single = 0;  // Classes of the word of one character; 0 where there is none.
  };

  static constexpr size_t kPairs = size_t{1} << 16;

  // By Fibonacci hashing.
  static size_t PairOf(char32_t first, char32_t second) { return (first * 0x10001U + second) * 0x9E3779B1U >> 16; }

  std::vector<Entry> entries_;  // By first character, then longest first.
  std::array<uint16_t, 65536> bucket_of_{};
  std::vector<Bucket> buckets_;
  std::bitset<kPairs> pairs_;  // Of the first two characters; words that share one cost comparisons.
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEXICON_H_
