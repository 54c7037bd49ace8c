#include "services/extraction/document_context.h"

#include <algorithm>
#include <map>
#include <optional>

#include "common/catalog/catalogue.h"
#include "services/extraction/names.h"
#include "services/extraction/periods.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kRegionSearch = 1600;  // Code points from the beginning in which the document's region is looked for.
constexpr size_t kCountSearch = 20000;
constexpr int kLead = 300;           // Code points in which a zone is looked for outside titles.
constexpr size_t kFewestInLead = 3;  // How often the text then names it.

struct Candidate {
  std::u32string name;
  const catalog::Region* region = nullptr;
  catalog::RegionLevel level = catalog::RegionLevel::kTownship;
  Extent extent;
  bool in_title = false;
  int score = 0;
};

size_t Occurrences(std::u32string_view text, std::u32string_view word) {
  size_t count = 0;
  text = text.substr(0, kCountSearch);
  for (size_t at = text.find(word); at != std::u32string_view::npos && count < 20;
       at = text.find(word, at + word.size()))
    ++count;
  return count;
}

// 栖川县 of 栖川县白芦镇: length of divisions that the gazetteer does not know, at `at` before a township; 0 where none
// are.
int UnknownAbove(std::u32string_view text, size_t at) {
  size_t end = at;
  size_t found = at;
  for (int divisions = 0; divisions < 3; ++divisions) {
    size_t length = 0;
    while (length < 4 && IsHan(At(text, end + length)) && !In(U"的在与和及全各本该我每", text[end + length]) &&
           (length < 2 || !In(U"市区县州旗", text[end + length])))
      ++length;
    if (length < 2 || !In(U"市区县州旗", At(text, end + length))) break;
    end += length + 1;
    if (UnknownTownship(text, end, false) > 0) found = end;
  }
  return static_cast<int>(found - at);
}

// 海山区 of 海山区第五届人民代表大会, 海山区人民政府: a district or county that the gazetteer does not know, named as
// whose assembly, committee or government it is; 0 where none is at `at`.
int UnknownCounty(std::u32string_view text, size_t at) {
  static constexpr std::u32string_view kBodies[] = {U"人民政府", U"政府", U"人大", U"政协", U"委书记", U"委、",
                                                    U"委常委",   U"委区", U"委县", U"委市", U"两会"};
  size_t length = 0;
  while (length < 4 && IsHan(At(text, at + length)) &&
         !In(U"的在与和及全各本该我每新城园地景社特治辖郊市区县年月日号来据经由报受被从向级", text[at + length])) {
    if (length > 0 && ReadRegion(text, static_cast<int>(at + length)).full) return 0;
    ++length;
  }
  if (length < 2 || !In(U"市区县旗", At(text, at + length))) return 0;
  ++length;
  const std::u32string_view rest = text.substr(at + length, 8);
  const bool assembly = At(rest, 0) == U'第' && Holds(rest, U"届");
  return assembly || BeginsWithAny(rest, kBodies) ? static_cast<int>(length) : 0;
}

// 江宁 of 江宁秣陵街道: the short name of a region before a township that the text also names without it.
int ShortAbove(std::u32string_view text, size_t at, const RegionRead& read) {
  if (read.length < 2 || read.full) return 0;
  const size_t begin = at + static_cast<size_t>(read.length);
  const auto length = static_cast<size_t>(UnknownTownship(text, begin, false));
  if (length == 0) return 0;
  const size_t whole = Occurrences(text, text.substr(at, static_cast<size_t>(read.length) + length));
  return Occurrences(text, text.substr(begin, length)) > whole ? read.length : 0;
}

// 开发区, 高新区: some places have no other name; here it is a word for one.
bool IsZoneWord(std::u32string_view name) {
  static constexpr std::u32string_view kWords[] = {
      U"开发区", U"经济开发区", U"经济技术开发区", U"高新区", U"经开区",
      U"新区",   U"工业园区",   U"产业园区",       U"园区",   U"高新技术产业开发区"};
  return std::find(std::begin(kWords), std::end(kWords), name) != std::end(kWords);
}

// A development zone or park, at `at` after a region or a mark: 滨河经济开发区.
int ZoneLength(std::u32string_view text, size_t at, size_t end) {
  static constexpr std::u32string_view kZones[] = {U"经济技术开发区", U"高新技术产业开发区",
                                                   U"经济开发区",     U"高新技术开发区",
                                                   U"高新区",         U"经开区",
                                                   U"开发区",         U"产业园区",
                                                   U"工业园区",       U"新区",
                                                   U"示范区",         U"度假区",
                                                   U"保税区",         U"合作区",
                                                   U"工业园",         U"产业园",
                                                   U"科技园",         U"物流园"};
  if (In(U"全各省国市县该本", text[at])) return 0;
  for (size_t length = 2; length <= 6 && at + length < end; ++length) {
    if (!IsHan(text[at + length - 1]) || In(U"的在与和及全各本该我每", text[at + length - 1])) return 0;
    for (std::u32string_view zone : kZones) {
      if (at + length + zone.size() <= end && text.compare(at + length, zone.size(), zone) == 0)
        return static_cast<int>(length + zone.size());
    }
  }
  return 0;
}

// `titles` is where zones are looked for too; elsewhere in the lead those that the text names often.
std::vector<Candidate> FindCandidates(std::u32string_view text, Extent range, bool in_title, Extent titles) {
  std::vector<Candidate> candidates;
  const catalog::Region* above = nullptr;
  int above_end = -1;
  for (int i = range.begin; i < range.end;) {
    if (!IsHan(text[static_cast<size_t>(i)])) {
      ++i;
      continue;
    }
    RegionRead read = ReadRegion(text, i);
    const bool fresh = above_end == i || i == range.begin || !IsHan(text[static_cast<size_t>(i) - 1]);
    const bool titled = i >= titles.begin && i < titles.end;
    int zone = fresh && (titled || i < kLead)
                   ? ZoneLength(text, static_cast<size_t>(i), static_cast<size_t>(titled ? titles.end : range.end))
                   : 0;
    if (!titled && zone > 0 &&
        Occurrences(text, text.substr(static_cast<size_t>(i), static_cast<size_t>(zone))) < kFewestInLead)
      zone = 0;
    if (zone > 0 && (!read.full || zone > read.length + 5)) read = {};
    if (read.length > 0 && i + read.length > range.end) read.length = 0;
    if (IsZoneWord(text.substr(static_cast<size_t>(i), static_cast<size_t>(read.length)))) read.full = false;
    // 三明市小城镇: a word, though a town of that name is somewhere.
    const std::u32string_view name = text.substr(static_cast<size_t>(i), static_cast<size_t>(read.length));
    if (read.full && IsKindOfTown(name) &&
        !(above != nullptr && above_end == i && catalog::Gazetteer::Within(read.region->code, above->code)))
      read.full = false;
    const bool known = read.length > 2 && read.full;
    const bool unread = !known && zone == 0;
    int skipped = unread && fresh ? UnknownAbove(text, static_cast<size_t>(i)) : 0;
    if (unread && fresh && skipped == 0) skipped = ShortAbove(text, static_cast<size_t>(i), read);
    int unknown = zone;
    if (unread && fresh)
      unknown = UnknownTownship(text, static_cast<size_t>(i) + static_cast<size_t>(skipped), above_end == i);
    // 在海山区第五届人民代表大会上.
    const bool at_place = fresh || In(U"在于受表", text[static_cast<size_t>(i) - 1]);
    const int named = unread && unknown == 0 && at_place ? UnknownCounty(text, static_cast<size_t>(i)) : 0;
    const bool county = named > 0;
    if (county) unknown = named;
    Candidate candidate;
    if (known) {
      candidate.region = read.region;
      candidate.level = read.region->level;
      // Of regions of one name, the one within the region right before.
      const auto regions = catalog::Catalogue::BuiltIn().gazetteer().Find(EncodeUtf8(name));
      if (above != nullptr && above_end == i) {
        for (const catalog::Region* region : regions) {
          if (catalog::Gazetteer::Within(region->code, above->code)) {
            candidate.region = region;
            candidate.level = region->level;
            break;
          }
        }
      } else if (regions.size() > 1 && candidate.level == catalog::RegionLevel::kTownship) {
        candidate.region = nullptr;  // 城关镇 of where?
      }
    } else if (unknown > 0 && i + skipped + unknown <= range.end) {
      i += skipped;
      read.length = unknown;
    } else {
      i += read.length > 0 ? read.length : 1;
      continue;
    }
    candidate.extent = {i, i + read.length};
    candidate.name = text.substr(static_cast<size_t>(i), static_cast<size_t>(read.length));
    candidate.in_title = in_title;
    if (county) candidate.level = catalog::RegionLevel::kCounty;
    above = candidate.region;
    above_end = i + read.length;
    i += read.length;
    // 城阳区人民政府流亭街道: the office of the region above stands between.
    for (std::u32string_view office : {std::u32string_view(U"人民政府"), std::u32string_view(U"政府")}) {
      if (text.compare(static_cast<size_t>(i), office.size(), office) == 0) {
        above_end = i + static_cast<int>(office.size());
        break;
      }
    }
    candidates.push_back(std::move(candidate));
    if (above_end > i) i = above_end;
  }
  return candidates;
}

// True where nothing but blanks stands beside `extent` on its line.
bool StandsAlone(std::u32string_view text, Extent extent) {
  int begin = extent.begin;
  int end = extent.end;
  while (begin > 0 && IsBlank(text[static_cast<size_t>(begin) - 1])) --begin;
  while (end < static_cast<int>(text.size()) && IsBlank(text[static_cast<size_t>(end)])) ++end;
  return (begin == 0 || text[static_cast<size_t>(begin) - 1] == U'\n') &&
         (end == static_cast<int>(text.size()) || text[static_cast<size_t>(end)] == U'\n');
}

// True where `candidates` are several subdistricts or towns of which none stands out: a text about the region above
// them.
bool AreTownshipsAlike(std::u32string_view text, const std::vector<Candidate>& candidates) {
  constexpr size_t kLeast = 3;
  std::map<std::u32string, size_t> counts;
  for (const Candidate& c : candidates) {
    if (!EndsWith(c.name, U"街道") && !EndsWith(c.name, U"镇") && !EndsWith(c.name, U"乡")) continue;
    if (c.in_title) return false;
    counts.try_emplace(c.name, Occurrences(text, c.name));
  }
  if (counts.size() < kLeast) return false;
  size_t most = 0;
  size_t all = 0;
  for (const auto& [name, count] : counts) {
    most = std::max(most, count);
    all += count;
  }
  return most * 2 < all;
}

void ChooseRegion(std::u32string_view text, const Layout& layout, std::u32string_view title, DocumentContext* context) {
  std::vector<Candidate> candidates;
  int head_end = 0;
  for (const Paragraph& paragraph : layout.paragraphs) {
    if (paragraph.kind != ParagraphKind::kHead) break;
    head_end = paragraph.extent.end;
  }
  for (Candidate& c :
       FindCandidates(text, {0, std::min(static_cast<int>(text.size()), std::max(head_end, kRegionSearch))}, false,
                      layout.title_extent)) {
    c.in_title = c.extent.begin >= layout.title_extent.begin && c.extent.end <= layout.title_extent.end;
    c.score = c.in_title ? 60 : c.extent.end <= head_end ? 25 : 0;
    candidates.push_back(std::move(c));
  }
  for (Candidate& c :
       FindCandidates(title, {0, static_cast<int>(title.size())}, true, {0, static_cast<int>(title.size())})) {
    c.score = 60;
    c.extent = {};
    candidates.push_back(std::move(c));
  }
  Candidate* best = nullptr;
  const bool alike = AreTownshipsAlike(text, candidates);
  for (Candidate& c : candidates) {
    const int level = static_cast<int>(c.level);
    c.score += alike && c.level == catalog::RegionLevel::kTownship ? 0 : level * 8;
    std::u32string stem = c.name;
    if (stem.size() > 2) stem.resize(stem.size() - (stem.size() >= 4 && stem.back() == U'道' ? 2 : 1));
    if (!c.in_title && stem.size() >= 2 &&
        (layout.title.find(stem) != std::u32string::npos || title.find(stem) != std::u32string_view::npos))
      c.score += 45;
    // 南汇街道, a line of its own in a yearbook.
    if (!c.in_title && c.extent.end > 0 && StandsAlone(text, c.extent)) c.score += 50;
    c.score += 2 * static_cast<int>(std::min<size_t>(Occurrences(text, c.name), 12));
    c.score += std::max(0, 6 - c.extent.begin / 200);
    if (best == nullptr || c.score > best->score) best = &c;
  }
  if (best == nullptr) return;
  context->subject = best->name;
  context->region = best->region;
  context->subject_extent = best->extent;
  if (context->region == nullptr) {
    // Another mention of it may stand behind the region above.
    for (const Candidate& c : candidates) {
      if (c.name == best->name && c.region != nullptr) context->region = c.region;
    }
  }
  for (const Candidate& c : candidates) {
    if (context->region != nullptr || c.name != best->name) continue;
    for (const Candidate& other : candidates) {
      const bool before = other.region != nullptr && other.extent.end > 0 && other.extent.end == c.extent.begin;
      if (before) context->above = other.region;
    }
  }
  if (context->region == nullptr) {
    for (const Candidate& c : candidates) {
      if (c.region == nullptr || c.level >= catalog::RegionLevel::kTownship) continue;
      for (const catalog::Region* region : catalog::Catalogue::BuiltIn().gazetteer().Find(EncodeUtf8(best->name))) {
        if (catalog::Gazetteer::Within(region->code, c.region->code)) context->region = region;
      }
    }
  }
}

// The newest date in the text that no target is due at.
Period NewestDate(std::u32string_view text) {
  Period newest;
  const PeriodContext none;
  for (size_t i = 0; i + 4 < text.size(); ++i) {
    if (!IsDigit(text[i]) ||
        (i > 0 && (IsDigit(text[i - 1]) || (In(U"到至", text[i - 1]) && !(i > 1 && text[i - 2] == U'截')))))
      continue;
    const auto mention = ParsePeriod(text, i, none);
    if (!mention || !mention->has_year || mention->period.empty() || mention->role != PeriodRole::kPlain) continue;
    if (newest.empty() || *mention->period.last() > *newest.last()) newest = mention->period;
    i = static_cast<size_t>(mention->end) - 1;
  }
  return newest;
}

void ReadTitle(std::u32string_view title, DocumentContext* context) {
  const bool work_report = Holds(title, U"政府工作报告");
  static constexpr std::u32string_view kReports[] = {U"报告",   U"总结", U"公报", U"情况", U"成绩单", U"回顾", U"简报",
                                                     U"速递",   U"运行", U"账本", U"速报", U"战报",   U"数据", U"季报",
                                                     U"半年报", U"安排", U"通报", U"快报", U"分析",   U"要点"};
  const bool report = HoldsAny(title, kReports);
  context->report = context->report || report;
  if (work_report || !context->period.empty()) return;
  const PeriodContext anchor{context->anchor, 0, false};
  for (size_t i = 0; i < title.size(); ++i) {
    const auto mention = ParsePeriod(title, i, anchor);
    if (!mention || mention->period.empty()) continue;
    // A feature is about a period only where its title spells it out: 2023年民生工作综述.
    const bool spelled =
        mention->has_year && IsDigit(title[i]) && mention->role == PeriodRole::kPlain &&
        (mention->period.granularity() == Granularity::kYear || mention->period.granularity() == Granularity::kHalf ||
         mention->period.granularity() == Granularity::kQuarter) &&
        title.substr(static_cast<size_t>(mention->end), 1) != U"第";
    // 决胜收官“十四五”, “十三五”发展回眸; not “十五五”思路.
    static constexpr std::u32string_view kOver[] = {U"收官", U"成就", U"回眸", U"回顾", U"巡礼", U"印记", U"答卷"};
    const int now = context->anchor.empty() ? 0 : static_cast<int>(context->anchor.last()->year());
    if (mention->role == PeriodRole::kSpan && HoldsAny(title, kOver) && mention->period.last() &&
        now >= static_cast<int>(mention->period.last()->year()) - 1 &&
        now <= static_cast<int>(mention->period.last()->year()) + 1) {
      context->period = mention->period;
      context->years = true;
      return;
    }
    if (!report && !spelled) return;
    if (mention->role == PeriodRole::kBy || mention->role == PeriodRole::kVague) return;
    const bool future = context->reviewed_year != 0 && mention->period.first() &&
                        mention->period.first()->year() > context->reviewed_year + 1;
    if (!future && mention->role != PeriodRole::kSpan) context->period = mention->period;
    return;
  }
  // 半年“成绩单”: the first half, as soon as it is over.
  static constexpr std::u32string_view kHalves[] = {U"半年“成绩单”", U"半年成绩单", U"半年报",   U"半年答卷",
                                                    U"半年“答卷”",   U"半年考",     U"“半年考”", U"半年盘点",
                                                    U"双过半",       U"上半年答卷"};
  if (HoldsAny(title, kHalves) && !Holds(title, U"下半年") && !context->anchor.empty() &&
      context->anchor.granularity() != Granularity::kYear && context->anchor.last()->month() >= 6) {
    context->period = Period::Half(static_cast<int>(context->anchor.last()->year()), 1);
  }
}

// The province that more than half of the regions named are in, of a text whose title names none: a part of a report.
const catalog::Region* ProvinceOfCities(std::u32string_view text) {
  const auto& gazetteer = catalog::Catalogue::BuiltIn().gazetteer();
  std::map<const catalog::Region*, int> counts;
  const int end = static_cast<int>(std::min(text.size(), kCountSearch));
  for (int i = 0; i < end;) {
    const RegionRead read = IsHan(text[static_cast<size_t>(i)]) ? ReadRegion(text, i) : RegionRead();
    const catalog::Region* region = read.region;
    while (region != nullptr && region->level > catalog::RegionLevel::kProvince) region = gazetteer.Parent(*region);
    if (region != nullptr && read.length > 1) ++counts[region];
    i += std::max(1, read.length);
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  int all = 0;
  for (const auto& [region, count] : counts) all += count;
  return most == counts.end() || most->second < 2 || most->second * 2 <= all ? nullptr : most->first;
}

}  // namespace

DocumentContext FindContext(std::u32string_view text, const Layout& layout, const Period& published,
                            std::u32string_view title) {
  DocumentContext context;
  context.anchor = published.empty() ? NewestDate(text) : published;
  context.reviewed_year = ReviewedYear(context.anchor);
  ChooseRegion(text, layout, title, &context);
  const size_t province = text.find(U"全省");
  const bool of_province = Holds(text, U"我省") || (province != std::u32string_view::npos &&
                                                    text.find(U"全省", province + 2) != std::u32string_view::npos);
  if (context.subject.empty() && of_province) {
    context.region = ProvinceOfCities(text);
    if (context.region != nullptr) context.subject = DecodeUtf8(context.region->name);
  }
  ReadTitle(title, &context);
  ReadTitle(layout.title, &context);
  for (const Paragraph& paragraph : layout.paragraphs) {
    if (paragraph.kind != ParagraphKind::kHead) break;
    ReadTitle(text.substr(static_cast<size_t>(paragraph.extent.begin),
                          static_cast<size_t>(paragraph.extent.end - paragraph.extent.begin)),
              &context);
  }
  return context;
}

std::u32string ScopeName(const DocumentContext& context, std::u32string_view scope) {
  if (scope.size() < 2) return {};
  const char32_t kind = scope.back();
  const auto& gazetteer = catalog::Catalogue::BuiltIn().gazetteer();
  for (const catalog::Region* region = context.region != nullptr ? context.region : context.above; region != nullptr;
       region = gazetteer.Parent(*region)) {
    std::u32string name = DecodeUtf8(region->name);
    if (name.back() == kind || (kind == U'区' && name.size() > 3 && name.substr(name.size() - 3) == U"自治区"))
      return name;
  }
  return {};
}

bool IsAboutProvince(const DocumentContext& context) {
  return context.region != nullptr && context.region->level <= catalog::RegionLevel::kProvince;
}

absl::CivilDay AnchorBegin(const DocumentContext& context) {
  return context.anchor.first() ? *context.anchor.first() : *context.anchor.last();
}

}  // namespace fangzhi::extraction
