#include "services/extraction/names.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "common/catalog/catalogue.h"
#include "services/extraction/embedded_data.h"
#include "services/extraction/lexicon.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestName = 24;
constexpr int kLongestRegion = 12;

bool In(std::u32string_view set, char32_t c) { return c != 0 && set.find(c) != std::u32string_view::npos; }

struct Suffix {
  std::u32string word;
  SubjectKind kind;
};

// data/names.tsv.
class NameLexicon {
 public:
  static const NameLexicon& Get() {
    static const NameLexicon& lexicon = *new NameLexicon(NameTable());
    return lexicon;
  }

  explicit NameLexicon(std::string_view table) {
    for (size_t begin = 0; begin < table.size();) {
      size_t end = table.find('\n', begin);
      if (end == std::string_view::npos) end = table.size();
      const std::string_view line = table.substr(begin, end - begin);
      begin = end + 1;
      const size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      Add(line.substr(0, tab), DecodeUtf8(line.substr(tab + 1)));
    }
    for (auto& [last, suffixes] : by_last_) {
      std::stable_sort(suffixes.begin(), suffixes.end(),
                       [](const Suffix& a, const Suffix& b) { return a.word.size() > b.word.size(); });
    }
  }

  // The longest suffix that ends right before `end`; nullptr where none does.
  const Suffix* SuffixAt(std::u32string_view text, int begin, int end) const {
    const auto it = by_last_.find(text[static_cast<size_t>(end) - 1]);
    if (it == by_last_.end()) return nullptr;
    for (const Suffix& suffix : it->second) {
      const int length = static_cast<int>(suffix.word.size());
      if (end - length >= begin && text.substr(static_cast<size_t>(end - length), suffix.word.size()) == suffix.word) return &suffix;
    }
    return nullptr;
  }

  bool IsReference(std::u32string_view word) const { return references_.count(std::u32string(word)) > 0; }

  // True where `name` is made of generic words only, read greedily from the left.
  bool IsGeneric(std::u32string_view name) const {
    size_t unknown = 0;
    for (size_t i = 0; i < name.size();) {
      size_t length = std::min<size_t>(name.size() - i, longest_generic_);
      while (length > 0 && generic_.count(std::u32string(name.substr(i, length))) == 0) --length;
      if (length == 0) {
        ++unknown;
        ++i;
      } else {
        i += length;
      }
    }
    return unknown < 2;
  }

 private:
  void Add(std::string_view name, const std::u32string& words) {
    std::u32string word;
    for (char32_t c : words + U" ") {
      if (c != U' ') {
        word.push_back(c);
        continue;
      }
      if (word.empty()) continue;
      if (name == "generic") {
        longest_generic_ = std::max(longest_generic_, word.size());
        generic_.insert(word);
      } else if (name == "reference") {
        references_.insert(word);
      } else {
        const SubjectKind kind = name == "organisation" ? SubjectKind::kOrganisation
                                 : name == "project"    ? SubjectKind::kProject
                                 : name == "place"      ? SubjectKind::kPlace
                                                        : SubjectKind::kProgramme;
        if (name != "programme" && word.size() > 1) generic_.insert(word);
        by_last_[word.back()].push_back({word, kind});
      }
      word.clear();
    }
  }

  std::unordered_map<char32_t, std::vector<Suffix>> by_last_;
  std::unordered_set<std::u32string> generic_;
  std::unordered_set<std::u32string> references_;
  size_t longest_generic_ = 1;
};

// Where the words that could be a name ending at `end` begin: after a mark, cue, preposition or 的.
int LeftBoundary(std::u32string_view text, int begin, int end, const std::vector<bool>& cue_end) {
  int i = end;
  const int least = std::max(begin, end - kLongestName);
  while (i > least) {
    const char32_t c = text[static_cast<size_t>(i) - 1];
    if (c == U'”' || c == U'」') {
      const char32_t open = c == U'”' ? U'“' : U'「';
      int k = i - 1;
      while (k > least && text[static_cast<size_t>(k) - 1] != open) --k;
      if (k <= least) return i;
      i = k - 1;
      continue;
    }
    if (!IsHan(c) && !IsAsciiLetter(c) && !IsDigit(c) && c != U'·' && c != U'-') break;
    if (i < end && In(U"的在由对为与和及从向让把将被是有于到至等该使据以其各每", c)) break;
    if (i < end && cue_end[static_cast<size_t>(i - begin)]) break;
    --i;
  }
  return i;
}

// The regions a name begins with: 浙江省, 上虞区. Returns where the name itself begins.
int SkipRegions(std::u32string_view text, int begin, int end) {
  for (;;) {
    const RegionRead read = ReadRegion(text, begin);
    if (read.length == 0 || !read.full || begin + read.length >= end) return begin;
    begin += read.length;
  }
}

}  // namespace

RegionRead ReadRegion(std::u32string_view text, int at) {
  const std::string utf8 = EncodeUtf8(text.substr(static_cast<size_t>(at), kLongestRegion));
  const catalog::RegionMatch match = catalog::Catalogue::BuiltIn().gazetteer().MatchPrefix(utf8);
  if (!match) return {};
  const std::string_view name = std::string_view(utf8).substr(0, match.length);
  const auto code_points = std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {match.regions.front(), static_cast<int>(code_points), name == match.regions.front()->name};
}

std::vector<NameMention> FindNames(std::u32string_view text, int begin, int end) {
  const NameLexicon& lexicon = NameLexicon::Get();
  const Lexicon& cues = Lexicon::Cues();
  // Where a cue ends, so that a name can begin there.
  std::vector<bool> cue_end(static_cast<size_t>(end - begin) + 1, false);
  for (int i = begin; i < end;) {
    const Lexicon::Match match = cues.Longest(text.substr(0, static_cast<size_t>(end)), static_cast<size_t>(i));
    if (match.length == 0) {
      ++i;
      continue;
    }
    i += match.length;
    if ((match.classes & kCueWord) == 0 && match.length > 1) cue_end[static_cast<size_t>(i - begin)] = true;
  }
  std::vector<NameMention> names;
  int from = begin;
  for (int i = begin + 1; i <= end; ++i) {
    const char32_t next = i < end ? text[static_cast<size_t>(i)] : 0;
    const Suffix* suffix = lexicon.SuffixAt(text, from, i);
    if (suffix == nullptr) continue;
    // A longer suffix may end further on: 产业园 in 产业园区.
    bool longer = false;
    for (int k = i + 1; k <= std::min(end, i + 4) && !longer; ++k) {
      const Suffix* other = lexicon.SuffixAt(text, from, k);
      longer = other != nullptr && k - static_cast<int>(other->word.size()) < i && In(U"期区段块", text[static_cast<size_t>(k) - 1]);
    }
    if (longer) continue;
    NameMention name;
    name.begin = LeftBoundary(text, from, i, cue_end);
    name.end = i;
    name.kind = suffix->kind;
    name.suffix = static_cast<int>(suffix->word.size());
    if (next == U'”' && name.begin > from && text[static_cast<size_t>(name.begin) - 1] == U'“') ++name.end;
    const std::u32string_view whole = text.substr(static_cast<size_t>(name.begin), static_cast<size_t>(i - name.begin));
    const bool that = name.begin > from && In(U"该此本", text[static_cast<size_t>(name.begin) - 1]);
    if (lexicon.IsReference(whole) || (that && whole.size() == suffix->word.size())) {
      name.reference = true;
      names.push_back(name);
      from = i;
      continue;
    }
    const int own = SkipRegions(text, name.begin, i);
    const std::u32string_view stem = text.substr(static_cast<size_t>(own), static_cast<size_t>(i - own - name.suffix + 0));
    const bool quoted = whole.find(U'“') != std::u32string_view::npos || next == U'”';
    const bool of_region = own > name.begin && stem.empty();
    const bool one_character = name.suffix == 1;
    if (!quoted && !of_region && (lexicon.IsGeneric(stem) || (suffix->kind == SubjectKind::kProgramme))) continue;
    if (one_character && static_cast<int>(stem.size()) > 4 && !quoted) continue;
    if (quoted && suffix->kind == SubjectKind::kProject && whole.back() == U'目') continue;
    if (!of_region) name.begin = own;
    if (next == U'”' && name.end > i) name.begin = std::max(from, name.begin - 1);
    names.push_back(name);
    from = name.end;
  }
  return names;
}

}  // namespace fangzhi::extraction
