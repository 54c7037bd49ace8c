#include "services/extraction/example_name.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/extraction/dictionary.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kShortest = 2;
constexpr int kLongest = 10;

// What the rest of the sentence calls the example.
std::optional<SubjectKind> KindOf(View rest) {
  static constexpr std::pair<View, SubjectKind> kCalled[] = {
      {U"该公司", SubjectKind::kOrganisation}, {U"公司", SubjectKind::kOrganisation},
      {U"该企业", SubjectKind::kOrganisation}, {U"这家企业", SubjectKind::kOrganisation},
      {U"该项目", SubjectKind::kProject},      {U"项目", SubjectKind::kProject}};
  const size_t clause = rest.find(U',');
  if (clause == View::npos) return std::nullopt;
  const View next = rest.substr(clause + 1, 12);
  for (const auto& [word, kind] : kCalled) {
    if (Holds(next, word)) return kind;
  }
  return std::nullopt;
}

}  // namespace

std::optional<NameMention> FindExample(const Sentence& sentence) {
  static constexpr View kEnds[] = {U"为例", U"便是一例", U"就是一例", U"即是一例", U"便是其中之一", U"就是其中之一"};
  const View text = sentence.View(sentence.extent.begin, sentence.extent.end);
  for (const View word : kEnds) {
    const size_t at = text.find(word);
    if (at == View::npos) continue;
    const auto kind = KindOf(text.substr(at + word.size()));
    if (!kind) continue;
    const int end = sentence.extent.begin + static_cast<int>(at);
    int begin = end;
    while (begin > sentence.extent.begin && !In(U"的以", sentence.At(begin - 1)) &&
           (IsHan(sentence.At(begin - 1)) || IsAsciiLetter(sentence.At(begin - 1))))
      --begin;
    const View name = sentence.View(begin, end);
    if (end - begin < kShortest || end - begin > kLongest || IsCommonWord(name)) continue;
    NameMention example;
    example.begin = begin;
    example.end = end;
    example.words_begin = begin;
    example.kind = *kind;
    return example;
  }
  return std::nullopt;
}

}  // namespace fangzhi::extraction
