#include "services/cli/reading.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include "services/cli/annotated_text.h"
#include "services/cli/display_width.h"
#include "services/cli/record_table.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

MarkStyle StyleOf(const Terminal& terminal) { return terminal.color ? MarkStyle::kAnsi : MarkStyle::kBrackets; }

// `2022-05 (今年5月)`
std::string PeriodText(const v1::Period& period) {
  return period.surface().empty() ? period.notation() : absl::StrCat(period.notation(), " (", period.surface(), ")");
}

void PrintField(std::string_view name, const std::string& value, const Terminal& terminal) {
  constexpr int kNameWidth = 12;
  if (!value.empty()) terminal.out << absl::StrFormat("%-*s", kNameWidth, std::string(name)) << OneLine(value) << "\n";
}

}  // namespace

void PrintReading(std::string_view text, const std::vector<v1::Record>& records, const Terminal& terminal) {
  std::vector<Mark> marks;
  RecordTable table(RecordTable::Key::kLabel, terminal.width);
  for (const v1::Record& record : records) {
    const v1::Span& number = record.provenance().number();
    if (marks.empty() || marks.back().start != number.start()) {
      marks.push_back({number.start(), number.end(), absl::StrCat(marks.size() + 1)});
    }
    table.Add(record, marks.back().label);
  }
  terminal.out << MarkText(text, marks, StyleOf(terminal));
  if (!text.ends_with('\n')) terminal.out << "\n";
  terminal.out << "\n";
  if (records.empty()) {
    terminal.out << "no records\n";
  } else {
    terminal.out << table.ToString();
  }
}

void PrintRecord(const v1::Record& record, const Terminal& terminal) {
  PrintField("record", record.name(), terminal);
  PrintField("indicator",
             absl::StrCat(record.indicator().phrase(), record.indicator().indicator().empty() ? "" : ", ",
                          record.indicator().indicator()),
             terminal);
  PrintField("measure", MeasureText(record), terminal);
  PrintField("number", record.quantity().number(), terminal);
  PrintField("value", absl::StrCat(ValueText(record.quantity()), " ", record.quantity().unit()), terminal);
  PrintField(
      "subject",
      absl::StrCat(record.subject().name_text(), record.subject().id().empty() ? "" : ", ", record.subject().id()),
      terminal);
  PrintField("region", record.subject().region(), terminal);
  PrintField("period", PeriodText(record.period()), terminal);
  PrintField("modality", ModalityText(record.modality()), terminal);
  PrintField("topic", record.topic(), terminal);
  PrintField("confidence", absl::StrFormat("%.2f", record.confidence()), terminal);
  PrintField("document",
             absl::StrCat(DocumentText(record.document()), record.document().published().empty() ? "" : ", ",
                          record.document().published()),
             terminal);
  PrintField("extractor", record.extractor_version(), terminal);
  PrintField("sentence", record.provenance().sentence(), terminal);
  for (const v1::Attribution& attribution : record.attributions()) {
    std::string spans;
    for (const v1::Span& span : attribution.spans()) absl::StrAppend(&spans, " ", span.start(), "-", span.end());
    PrintField("  because", absl::StrCat(attribution.field(), ": ", attribution.rule(), spans), terminal);
  }
}

}  // namespace fangzhi::cli
