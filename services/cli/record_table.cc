#include "services/cli/record_table.h"

#include <utility>
#include <vector>

#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

// From this width on there is room for names.
constexpr int kWide = 180;

std::vector<Table::Column> Columns(bool labelled, bool named) {
  std::vector<Table::Column> columns;
  if (labelled) columns.push_back({.title = "#", .align = Table::Align::kRight});
  columns.push_back({.title = "SUBJECT", .narrowest = 8});
  columns.push_back({.title = "PERIOD"});
  columns.push_back({.title = "INDICATOR", .narrowest = 14});
  columns.push_back({.title = "MEASURE", .narrowest = 10});
  columns.push_back({.title = "NUMBER", .align = Table::Align::kRight, .narrowest = 10});
  columns.push_back({.title = "VALUE", .align = Table::Align::kRight});
  columns.push_back({.title = "UNIT"});
  columns.push_back({.title = "MODALITY"});
  if (!labelled) columns.push_back({.title = "DOCUMENT", .narrowest = 8});
  if (named) columns.push_back({.title = "RECORD"});
  return columns;
}

}  // namespace

RecordTable::RecordTable(Key key, int width)
    : labelled_(key == Key::kLabel),
      width_(width),
      named_(width == 0 || width >= kWide),
      table_(Columns(labelled_, named_)) {}

void RecordTable::Add(const v1::Record& record, const std::string& label) {
  std::vector<std::string> cells;
  if (labelled_) cells.push_back(label);
  cells.push_back(record.subject().name_text());
  cells.push_back(record.period().notation());
  cells.push_back(record.indicator().phrase());
  cells.push_back(MeasureText(record));
  cells.push_back(record.quantity().number());
  cells.push_back(ValueText(record.quantity()));
  cells.push_back(record.quantity().unit());
  cells.push_back(ModalityText(record.modality()));
  if (!labelled_) cells.push_back(DocumentText(record.document()));
  if (named_) cells.push_back(record.name());
  table_.AddRow(std::move(cells));
}

}  // namespace fangzhi::cli
