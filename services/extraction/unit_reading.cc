#include "services/extraction/unit_reading.h"

#include <algorithm>
#include <utility>

#include "common/catalog/catalogue.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr size_t kLongestUnit = 14;  // Code points.

size_t CodePoints(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// A classifier that is the beginning of an ordinary word here: 人才, 次要, 家庭.
bool IsWordNotClassifier(std::u32string_view text, size_t at, size_t length) {
  if (length != 1) return false;
  static constexpr std::pair<char32_t, std::u32string_view> kWords[] = {
      {U'人', U"才工均口民"},
      {U'家', U"庭具电禽"},
      {U'名', U"特优录"},
      {U'位', U"于列居"},
      {U'次', U"要"},
      {U'项', U"目"},
      {U'所', U"有"},
      {U'头', U"部"},
      {U'方', U"面案便向"},
      {U'层', U"次级面"},
      {U'级', U""},
      {U'对', U"口接外"},
      {U'台', U"账风阶"},
      {U'度', U"假"},
      {U'年', U"度"},
      {U'天', U"然"},
      {U'日', U"常均"},
      {U'里', U"程"},
      {U'通', U"过道车水气报讯信航行用常"},
      {U'埭', U"头"},
      {U'大', U"道学会家厦桥专规批量众奖赛爷妈楼院棚型小暑寒雪连"},
      {U'堂', U"皇而"},
      {U'尊', U"重敬严"},
      {U'桩', U"基"},
      {U'分', U"别布行局类会店校之公"}};
  for (const auto& [first, seconds] : kWords) {
    if (text[at] == first) return In(seconds, At(text, at + 1));
  }
  return false;
}

// 接入监测探头540路: channels, where a bare number before 路 is the name of a road or bus line.
bool IsChannel(std::u32string_view text, size_t at) {
  static constexpr std::u32string_view kChannels[] = {U"探头", U"监控", U"视频", U"摄像", U"信号", U"图像", U"感知"};
  if (At(text, at) != U'路' || In(U"公口段线", At(text, at + 1))) return false;
  constexpr size_t kAround = 12;
  const size_t from = at < kAround ? 0 : at - kAround;
  return HoldsAny(text.substr(from, at - from + 6), kChannels);
}

// 只收8块: nothing is counted, and it is paid.
bool IsPrice(std::u32string_view text, size_t at) {
  if (IsHan(At(text, at + 1))) return false;
  constexpr size_t kClause = 12;
  size_t from = at;
  while (from > 0 && at - from < kClause && !In(U"。;!?\n", text[from - 1])) --from;
  return text.substr(from, at - from).find_first_of(U"收花付价钱元费卖赚挣贵") != std::u32string_view::npos;
}

}  // namespace

UnitRead ReadUnit(std::u32string_view text, size_t at) {
  UnitRead read;
  if (at >= text.size()) return read;
  const std::string utf8 = EncodeUtf8(text.substr(at, kLongestUnit));
  const catalog::Units& units = catalog::Catalogue::BuiltIn().units();
  const catalog::UnitMatch match = units.MatchPrefix(utf8);
  if (!match && IsChannel(text, at)) {
    read.length = 1;
    read.canonical = "{路}";
  }
  if (!match) return read;
  size_t length = CodePoints(std::string_view(utf8).substr(0, match.length));
  if (match.unit->is_classifier && IsWordNotClassifier(text, at, length)) return read;
  // 0.9个 百分点.
  if (match.unit->canonical == "{个}" && At(text, at + 1) == U' ' && StartsWith(text, at + 2, U"百分点")) {
    return {5, "pp", Decimal::FromInt(1), catalog::Dimension::kRatio};
  }
  read.length = length;
  read.canonical = match.unit->canonical;
  read.dimension = match.unit->dimension;
  read.factor = Decimal::Parse(match.unit->factor).value_or(Decimal::FromInt(1));
  if (read.canonical == "{块}" && IsPrice(text, at)) {
    read.canonical = "CNY";
    read.dimension = catalog::Dimension::kMoney;
  }
  // A rate written with a slash that the table does not have.
  if (At(text, at + length) == U'/' && utf8.size() > match.length + 1) {
    const std::string_view rest = std::string_view(utf8).substr(match.length + 1);
    const catalog::UnitMatch per = units.MatchPrefix(rest);
    if (per) {
      read.length = length + 1 + CodePoints(rest.substr(0, per.length));
      read.canonical += "/" + per.unit->canonical;
      read.dimension = catalog::Dimension::kCompound;
      const auto per_factor = Decimal::Parse(per.unit->factor);
      if (per_factor) read.factor = read.factor.DividedBy(*per_factor, 8).value_or(read.factor);
    }
  }
  return read;
}

}  // namespace fangzhi::extraction
