#include "services/extraction/text_repair.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "services/extraction/line_joiner.h"
#include "services/extraction/traditional.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr std::u32string_view kToneMarked = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿüêɡ";
constexpr std::u32string_view kVowels = U"aeiouv";
constexpr size_t kLongestGloss = 8;
constexpr size_t kLongestTag = 300;
constexpr size_t kLongestEntity = 10;

bool Contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

// Characters that need a look; every other one is copied as it stands.
const std::array<uint8_t, 65536>& SpecialTable() {
  static const auto& table = *[] {
    auto* t = new std::array<uint8_t, 65536>{};
    for (char32_t c = 0; c < 0x30; ++c) (*t)[c] = 1;
    for (char32_t c : std::u32string_view(U"&<锟鈥\u007f\u00a0\u00ad\u2028\u2029\u3000\u202f\u2060\ufeff\ufffd"))
      (*t)[c] = 1;
    for (char32_t c = 0x2000; c <= 0x200f; ++c) (*t)[c] = 1;
    for (char32_t c = 0xfe00; c <= 0xfe0f; ++c) (*t)[c] = 1;
    for (char32_t c = 0xff01; c <= 0xff5e; ++c) (*t)[c] = 1;
    for (char32_t c : std::u32string_view(U"0123456789+,-./*")) (*t)[c] = 0;
    return t;
  }();
  return table;
}

class Repairer {
 public:
  explicit Repairer(std::u32string raw)
      : out_{std::move(raw), {}, {}, {}}, traditional_(IsTraditional()), glossed_(HasGlosses(3)) {
    // No character gives more than one.
    const size_t size = out_.raw.size();
    out_.text.resize(size);
    out_.begin.resize(size);
    out_.end.resize(size);
  }

  RepairedText Run() && {
    const auto& special = SpecialTable();
    const auto& simplified = SimplifiedForms();
    const size_t size = out_.raw.size();
    while (at_ < size) {
      const char32_t c = out_.raw[at_];
      if (c < 0x10000 && special[c] == 0) {
        Emit(traditional_ ? char32_t{simplified[c]} : c, 1);
      } else if (c < 0x10000) {
        Special(c);
      } else {
        Emit(c, 1);
      }
    }
    out_.text.resize(length_);
    out_.begin.resize(length_);
    out_.end.resize(length_);
    JoinBrokenLines(&out_);
    return std::move(out_);
  }

 private:
  // True where traditional characters are too many to be names or quotations.
  bool IsTraditional() const {
    const auto& simplified = SimplifiedForms();
    size_t changed = 0;
    for (char32_t c : out_.raw) changed += c >= 0x3400 && c < 0x10000 && simplified[c] != c;
    const bool glossed = changed >= 1 && HasGlosses(1);
    return glossed || (changed >= 2 && changed * 12 >= out_.raw.size()) ||
           (changed >= 6 && changed * 100 >= out_.raw.size());
  }

  // True where several characters carry their pinyin, so that a syllable without a tone mark is a gloss too.
  bool HasGlosses(int least) const {
    int found = 0;
    for (size_t i = 1; i + 2 < out_.raw.size() && found < least; ++i) {
      if ((out_.raw[i] == U'(' || out_.raw[i] == U'（') && GlossLength(i, true) > 0) ++found;
    }
    return found >= least;
  }

  // Length of the gloss `(jī)` that begins at `i`, 0 where there is none.
  size_t GlossLength(size_t i, bool need_tone) const {
    if (i == 0 || !IsHan(out_.raw[i - 1])) return 0;
    bool tone = false;
    bool vowel = false;
    for (size_t k = i + 1; k < out_.raw.size() && k - i <= kLongestGloss; ++k) {
      const char32_t c = out_.raw[k];
      if (c == U')' || c == U'）') return k > i + 1 && (tone || (vowel && !need_tone)) ? k - i + 1 : 0;
      if (Contains(kToneMarked, c)) {
        tone = true;
      } else if (c < U'a' || c > U'z') {
        return 0;
      }
      vowel = vowel || Contains(kVowels, c);
    }
    return 0;
  }

  void Special(char32_t c) {
    switch (c) {
      case U'\n':
        return Emit(U'\n', 1);
      case U'\r':
        return Emit(U'\n', Peek(1) == U'\n' ? 2 : 1);
      case 0x2028:
      case 0x2029:
        return Emit(U'\n', 1);
      case U'&':
        return Entity();
      case U'<':
        return Tag();
      case U'(':
      case U'（':
        if (const size_t length = GlossLength(at_, !glossed_); length > 0) return Attach(length);
        return Emit(U'(', 1);
      case U'锟':
        if (out_.raw.compare(at_, 3, U"锟斤拷") == 0) return Skip(3);
        return Emit(c, 1);
      case U'鈥':
        return Mojibake();
      case 0xFFFD:
        return Skip(1);
      default:
        break;
    }
    if (IsBlank(c)) return Blanks();
    if (c >= 0xFF01 && c <= 0xFF5E) return Emit(c - 0xFEE0, 1);
    if (c < 0x20 || c == 0x7F || (c >= 0x200B && c <= 0x200F) || c == 0xAD || c >= 0xFE00 || c == 0x2060)
      return Skip(1);
    Emit(c, 1);
  }

  // Quotation marks and dashes of UTF-8 that was read as GBK: `鈥斺€�`.
  void Mojibake() {
    static constexpr std::pair<std::u32string_view, std::u32string_view> kForms[] = {
        {U"鈥斺€", U"——"}, {U"鈥斺", U"——"}, {U"鈥�", U"”"}, {U"鈥", U""}};
    for (const auto& [damaged, sound] : kForms) {
      if (out_.raw.compare(at_, damaged.size(), damaged) != 0) continue;
      if (sound.empty()) {
        if (Peek(1) != 0 && IsHan(Peek(1)) && Peek(1) != U'檚') return Emit(U'“', 1);
        return Skip(1);
      }
      if (sound.size() > 1) Emit(sound[0], 1);
      Emit(sound.back(), static_cast<int>(damaged.size() - sound.size() + 1));
      while (at_ < out_.raw.size() && (out_.raw[at_] == 0xFFFD || out_.raw[at_] == U'€')) Attach(1);
      return;
    }
  }

  void Entity() {
    static constexpr std::pair<std::u32string_view, char32_t> kNamed[] = {
        {U"nbsp", U' '},  {U"ensp", U' '},   {U"emsp", U' '},  {U"amp", U'&'},   {U"lt", U'<'},
        {U"gt", U'>'},    {U"quot", U'"'},   {U"ldquo", U'“'}, {U"rdquo", U'”'}, {U"lsquo", U'‘'},
        {U"rsquo", U'’'}, {U"middot", U'·'}, {U"mdash", U'—'}, {U"ndash", U'–'}, {U"hellip", U'…'},
        {U"times", U'×'}, {U"permil", U'‰'}, {U"apos", U'\''}, {U"bull", U'•'}};
    const size_t within = std::u32string_view(out_.raw).substr(at_, kLongestEntity + 1).find(U';');
    const size_t stop = within == std::u32string_view::npos ? std::u32string::npos : at_ + within;
    if (stop == std::u32string::npos || stop - at_ > kLongestEntity) return Emit(U'&', 1);
    const std::u32string_view body = std::u32string_view(out_.raw).substr(at_ + 1, stop - at_ - 1);
    const int length = static_cast<int>(stop - at_) + 1;
    for (const auto& [name, c] : kNamed) {
      if (body != name) continue;
      if (c == U' ') return EmitBlank(U' ', length);
      return Emit(c, length);
    }
    if (const auto c = NumericEntity(body)) {
      if (IsBlank(*c)) return EmitBlank(U' ', length);
      return Emit(*c, length);
    }
    Emit(U'&', 1);
  }

  static std::optional<char32_t> NumericEntity(std::u32string_view body) {
    if (body.size() < 2 || body[0] != U'#') return std::nullopt;
    const bool hex = body[1] == U'x' || body[1] == U'X';
    char32_t value = 0;
    for (char32_t c : body.substr(hex ? 2 : 1)) {
      char32_t digit = 0;
      if (IsDigit(c)) {
        digit = c - U'0';
      } else if (hex && ((c | 0x20) >= U'a' && (c | 0x20) <= U'f')) {
        digit = (c | 0x20) - U'a' + 10;
      } else {
        return std::nullopt;
      }
      value = value * (hex ? 16 : 10) + digit;
      if (value > 0x10FFFF) return std::nullopt;
    }
    if (value < 0x20 || (value >= 0xD800 && value < 0xE000)) return std::nullopt;
    return value;
  }

  // `<br>` and the tags of blocks end a line, other tags are nothing; what is no tag stays.
  void Tag() {
    size_t i = at_ + 1;
    const bool closing = Peek(1) == U'/' || Peek(1) == U'!';
    if (closing) ++i;
    std::u32string name;
    while (i < out_.raw.size() && (IsAsciiLetter(out_.raw[i]) || (IsDigit(out_.raw[i]) && !name.empty()))) {
      name.push_back(out_.raw[i++] | 0x20);
    }
    if (name.empty() && !(closing && Peek(1) == U'!')) return Emit(U'<', 1);
    while (i < out_.raw.size() && i - at_ < kLongestTag && out_.raw[i] != U'>' && out_.raw[i] != U'<') ++i;
    if (i >= out_.raw.size() || out_.raw[i] != U'>') return Emit(U'<', 1);
    const int length = static_cast<int>(i - at_) + 1;
    static constexpr std::u32string_view kBlocks[] = {U"br", U"p",  U"div", U"li", U"tr", U"h1", U"h2",
                                                      U"h3", U"h4", U"ul",  U"ol", U"td", U"th", U"table"};
    if (std::find(std::begin(kBlocks), std::end(kBlocks), std::u32string_view(name)) != std::end(kBlocks)) {
      return Emit(U'\n', length);
    }
    Skip(length);
  }

  // A stretch of white space. None is left beside a digit, where it only spreads a number or parts it from its words;
  // between two digits it goes where it groups thousands.
  void Blanks() {
    size_t i = at_;
    bool wide = false;
    while (i < out_.raw.size() && IsBlank(out_.raw[i])) {
      wide = wide || out_.raw[i] == U'\t';
      ++i;
    }
    EmitBlank(wide || i - at_ > 1 ? U'\t' : U' ', static_cast<int>(i - at_));
  }

  void EmitBlank(char32_t blank, int length) {
    const size_t next = at_ + static_cast<size_t>(length);
    const char32_t before = length_ == 0 ? U'\n' : out_.text[length_ - 1];
    const char32_t after = next < out_.raw.size() ? HalfWidth(out_.raw[next]) : U'\n';
    if (before == U'\n' || before == U' ' || before == U'\t' || after == U'\n' || after == U'\r') return Skip(length);
    if (blank == U' ' && IsDigit(before) && IsDigit(after)) {
      if (GroupsThousands(next)) {
        grouped_ = length_;
        return Skip(length);
      }
    } else if (blank == U' ' && IsWithinNumber(before, after, next)) {
      return Skip(length);
    }
    Emit(blank, length);
  }

  // True where a blank between `before` and `after`, at raw `next`, spreads a number or parts it from its words.
  bool IsWithinNumber(char32_t before, char32_t after, size_t next) const {
    if (IsDigit(before) && (after == U'%' || after == U'‰' || BeginsFraction(next))) return true;
    if (before == U'%' && (after == U'以' || after == U'左')) return true;
    if (before == U'+') return length_ > 1 && IsDigit(out_.text[length_ - 2]);
    return (IsDigit(before) || IsDigit(after)) && (IsHan(before) || IsHan(after));
  }

  // 1 .05: a point with digits after it, at raw `next`.
  bool BeginsFraction(size_t next) const {
    return HalfWidth(out_.raw[next]) == U'.' && next + 1 < out_.raw.size() && IsDigit(HalfWidth(out_.raw[next + 1]));
  }

  static char32_t HalfWidth(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

  // True where one to three digits stand before and exactly three from raw `next` on.
  bool GroupsThousands(size_t next) const {
    size_t after = 0;
    while (next + after < out_.raw.size() && IsDigit(HalfWidth(out_.raw[next + after])) && after < 4) ++after;
    if (after != 3) return false;
    size_t before = 0;
    while (before < length_ && IsDigit(out_.text[length_ - 1 - before]) && before < 7) ++before;
    const bool point = before < length_ && out_.text[length_ - 1 - before] == U'.';
    return !point && (before <= 3 || grouped_ + 3 == length_);
  }

  char32_t Peek(size_t ahead) const { return at_ + ahead < out_.raw.size() ? out_.raw[at_ + ahead] : 0; }

  void Emit(char32_t c, int length) {
    out_.text[length_] = c;
    out_.begin[length_] = static_cast<int>(at_);
    at_ += static_cast<size_t>(length);
    out_.end[length_++] = static_cast<int>(at_);
  }

  void Skip(int length) { at_ += static_cast<size_t>(length); }

  // Lets the next `length` raw characters belong to the character before.
  void Attach(size_t length) {
    at_ += length;
    if (length_ > 0) out_.end[length_ - 1] = static_cast<int>(at_);
  }

  RepairedText out_;
  size_t length_ = 0;  // Of the text so far.
  size_t at_ = 0;
  size_t grouped_ = 0;  // Length of the text where a group of thousands was joined last.
  bool traditional_;
  bool glossed_;
};

}  // namespace

RepairedText Repair(std::string_view utf8) { return Repairer(DecodeUtf8(utf8)).Run(); }

}  // namespace fangzhi::extraction
