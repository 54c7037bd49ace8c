#ifndef FANGZHI_SERVICES_EXTRACTION_NAME_LEXICON_H_
#define FANGZHI_SERVICES_EXTRACTION_NAME_LEXICON_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/record.h"
#include "services/extraction/word_set.h"

namespace fangzhi::extraction {

// What the names of subjects are made of: data/names.tsv.

// The last word of a name, and what it names.
struct Suffix {
  std::u32string word;
  SubjectKind kind;
  bool short_name;  // Of a company.
};

class NameLexicon {
 public:
  static const NameLexicon& Get();

  explicit NameLexicon(std::string_view table);

  // The longest suffix that ends right before `end`; nullptr where none does.
  const Suffix* SuffixAt(std::u32string_view text, int begin, int end) const;

  // Where the name begins after the verbs, and words for what it is, before it.
  int SkipVerbs(std::u32string_view text, int begin, int end) const;

  // The length of the word for what it is that stands before a name, with which `words` begin: 龙头企业 of
  // 龙头企业岳云石化有限公司; 0 where none does.
  size_t ApposedLength(std::u32string_view words) const { return apposed_.LongestAtBegin(words); }

  // True where the words end with a verb that may stand before a name.
  bool EndsWithVerb(std::u32string_view words) const { return verbs_.LongestAtEnd(words) > 1; }

  // “三类500强”项目 and the like: quoted, but the name of a class.
  static bool IsGenericAfterQuote(std::u32string_view name);

  // True where `name` ends as the short of a company's name does, not as a company's: 泰润泵业.
  bool IsShortOfCompany(std::u32string_view name) const;

  // True for one of the words that are generic by themselves: 智慧.
  bool IsGenericWord(std::u32string_view word) const { return generic_.Contains(word); }

  bool IsReference(std::u32string_view word) const { return references_.Contains(word); }

  // True where `name` is made of generic words only, read greedily from the left. In the name of a village, 大寨,
  // a word of one character is no more than part of another.
  bool IsGeneric(std::u32string_view name, bool village) const;

 private:
  void Add(std::string_view name, const std::u32string& word);

  std::vector<std::vector<Suffix>> suffixes_ = std::vector<std::vector<Suffix>>(1);  // By last character; none in 0.
  std::array<uint16_t, 65536> suffixes_of_{};  // Of the last character: index into `suffixes_`.
  WordSet generic_;
  WordSet references_;
  WordSet verbs_;
  WordSet apposed_;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NAME_LEXICON_H_
