#include "services/extraction/table_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "services/extraction/numerals.h"
#include "services/extraction/periods.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

bool Has(View text, View word) { return text.find(word) != View::npos; }

bool IsNumber(View cell) {
  if (!cell.empty() && (cell[0] == U'-' || cell[0] == U'+')) cell.remove_prefix(1);
  if (!cell.empty() && cell.back() == U'%') cell.remove_suffix(1);
  return !cell.empty() &&
         std::all_of(cell.begin(), cell.end(), [](char32_t c) { return IsDigit(c) || c == U'.' || c == U','; }) &&
         IsDigit(cell[0]);
}

bool IsGrowthHead(View head) {
  return Has(head, U"±") || Has(head, U"增长") || Has(head, U"增速") || Has(head, U"同比") || Has(head, U"比上年") ||
         Has(head, U"增减");
}

// 占全年目标%, 完成年度计划的比例: the plan that the column gives the part done of; empty where it does not.
std::u32string PlanOf(View head) {
  static constexpr View kPlans[] = {U"目标", U"计划", U"任务", U"预算"};
  size_t end = 0;
  for (View plan : kPlans) {
    const size_t found = head.rfind(plan);
    if (found != View::npos) end = std::max(end, found + plan.size());
  }
  if (Has(head, U"完成率") && end == 0) return U"计划";
  if (end == 0 || !(Has(head, U"占") || Has(head, U"完成") || Has(head, U"%") || Has(head, U"进度"))) return {};
  View words = head.substr(0, end);
  for (View prefix : {View(U"占"), View(U"完成"), View(U"为")}) {
    if (words.substr(0, prefix.size()) == prefix) words.remove_prefix(prefix.size());
  }
  return std::u32string(words);
}

bool IsPercent(View head) { return Has(head, U"%") || Has(head, U"率") || Has(head, U"比例"); }

// The unit that a head's brackets or a unit cell gives, through the quantity parser: `1亿元`.
std::optional<Quantity> UnitOf(View words) {
  const size_t open = words.find(U'(');
  if (open != View::npos) {
    const size_t close = words.find(U')', open);
    if (close == View::npos) return std::nullopt;
    words = words.substr(open + 1, close - open - 1);
  }
  const std::u32string one = U"1" + std::u32string(words);
  auto quantity = ParseQuantity(one, 0);
  if (!quantity || !quantity->has_unit || quantity->end != static_cast<int>(one.size())) return std::nullopt;
  return quantity;
}

struct Row {
  Extent name;
  std::optional<Quantity> unit;
  std::vector<Extent> figures;
};

class Reader {
 public:
  Reader(View text, const Paragraph& table, const DocumentContext& document, const Carry& section, Attributed* out)
      : text_(text), cells_(table.sentences), document_(document), section_(section), out_(*out) {}

  void Run() {
    const size_t columns = FindColumns();
    if (columns < 2) return;
    size_t at = body_;
    while (at < cells_.size()) {
      Row row;
      row.name = cells_[at++];
      if (has_unit_ && at < cells_.size()) {
        row.unit = UnitOf(Cell(at));
        if (!IsNumber(Cell(at))) ++at;
      }
      while (at < cells_.size() && (IsNumber(Cell(at)) || Cell(at) == U"—" || Cell(at) == U"-"))
        row.figures.push_back(cells_[at++]);
      if (row.figures.empty()) continue;
      for (size_t k = 0; k < row.figures.size() && k < heads_.size(); ++k) Add(row, k);
    }
  }

 private:
  View Cell(size_t i) const {
    return text_.substr(static_cast<size_t>(cells_[i].begin), static_cast<size_t>(cells_[i].end - cells_[i].begin));
  }

  // The rows are those after which the first number comes; the heads stand before the first row's name.
  size_t FindColumns() {
    size_t first = 0;
    while (first < cells_.size() && !IsNumber(Cell(first))) ++first;
    size_t figures = 0;
    while (first + figures < cells_.size() && IsNumber(Cell(first + figures))) ++figures;
    if (first < 2 || figures == 0) return 0;
    for (size_t i = 0; i < first; ++i) has_unit_ = has_unit_ || Cell(i) == U"单位" || Cell(i) == U"计量单位";
    const size_t names = has_unit_ ? 2 : 1;
    if (first < names + figures) {
      // The heads were lost: levels only.
      body_ = first - names;
      for (size_t k = 0; k < figures; ++k) heads_.push_back({0, 0});
      return names + figures;
    }
    body_ = first - names;
    for (size_t k = 0; k < figures; ++k) heads_.push_back(cells_[body_ - figures + k]);
    return names + figures;
  }

  // The period that a head gives its column: 2023年, 6月.
  std::optional<PeriodMention> PeriodOf(Extent head) const {
    PeriodContext context;
    context.anchor = document_.anchor;
    if (section_.period.set && section_.period.period.last())
      context.year = static_cast<int>(section_.period.period.last()->year());
    for (int i = head.begin; i < head.end; ++i) {
      auto mention = ParsePeriod(text_, static_cast<size_t>(i), context);
      if (mention && !mention->period.empty() && mention->end <= head.end && mention->role != PeriodRole::kShifted &&
          mention->role != PeriodRole::kWhole)
        return mention;
    }
    return std::nullopt;
  }

  void Add(const Row& row, size_t column) {
    const Extent cell = row.figures[column];
    const View words = text_.substr(static_cast<size_t>(cell.begin), static_cast<size_t>(cell.end - cell.begin));
    if (!IsNumber(words)) return;
    const Extent head_extent = heads_[column];
    const View head =
        text_.substr(static_cast<size_t>(head_extent.begin), static_cast<size_t>(head_extent.end - head_extent.begin));
    const std::u32string plan = IsPercent(head) || Has(head, U"完成") || Has(head, U"占") ? PlanOf(head) : U"";
    const bool growth = plan.empty() && IsGrowthHead(head);
    const bool share = plan.empty() && !growth && (Has(head, U"占比") || Has(head, U"比重"));
    std::string digits;
    for (char32_t c : words) {
      if (IsDigit(c) || c == U'.' || c == U'-') digits.push_back(static_cast<char>(c));
    }
    auto value = Decimal::Parse(digits);
    if (!value) return;
    Observation o;
    o.number = cell;
    o.measure = growth          ? Measure::kGrowth
                : !plan.empty() ? Measure::kCompletion
                : share         ? Measure::kShare
                                : Measure::kLevel;
    o.measure_rule = "table_head";
    o.whole = plan;
    o.unit = o.measure != Measure::kLevel || words.back() == U'%' || Has(head, U"%") ? "%" : "1";
    if (growth && Has(head, U"百分点")) {
      o.measure = Measure::kChange;
      o.unit = "pp";
    }
    if (o.measure == Measure::kLevel && o.unit != "%") {
      std::optional<Quantity> unit = row.unit ? row.unit : UnitOf(head);
      const View name =
          text_.substr(static_cast<size_t>(row.name.begin), static_cast<size_t>(row.name.end - row.name.begin));
      if (!unit) unit = UnitOf(name);
      if (unit && unit->has_unit) {
        o.unit = unit->unit;
        value = value->Times(unit->value).value_or(*value);
      }
    }
    if (growth) o.base = Has(head, U"环比") ? U"mom" : U"yoy";
    o.value = *value;
    std::u32string name;
    for (char32_t c :
         text_.substr(static_cast<size_t>(row.name.begin), static_cast<size_t>(row.name.end - row.name.begin))) {
      if (c == U'(') break;
      if (!IsBlank(c) && c != U'#') name.push_back(c);
    }
    for (View prefix : {View(U"其中:"), View(U"其中"), View(U"其中：")}) {
      if (name.substr(0, prefix.size()) == prefix && name.size() > prefix.size()) name.erase(0, prefix.size());
    }
    o.indicator = {name, {row.name}};
    o.indicator_rule = "table_row";
    o.subject = section_.subject;
    o.subject_rule = "document";
    const PeriodReading& period = section_.period;
    if (const auto own = growth ? std::nullopt : PeriodOf(head_extent)) {
      o.period = own->period;
      o.period_words = {own->begin, own->end};
      o.period_rule = "table_head";
    } else if (period.set) {
      o.period = period.period;
      o.period_words = period.words;
      o.period_rule = "carried_from_section";
    } else {
      o.period = document_.period;
      o.period_rule = "carried_from_title";
    }
    o.modality = section_.modality;
    o.modality_rule = "default";
    o.sentence = cell;
    out_.observations.push_back(std::move(o));
  }

  View text_;
  const std::vector<Extent>& cells_;
  const DocumentContext& document_;
  const Carry& section_;
  Attributed& out_;
  std::vector<Extent> heads_;  // Of the columns of figures.
  size_t body_ = 0;
  bool has_unit_ = false;
};

}  // namespace

void ReadTable(View text, const Paragraph& table, const DocumentContext& document, const Carry& section,
               Attributed* out) {
  Reader(text, table, document, section, out).Run();
}

}  // namespace fangzhi::extraction
