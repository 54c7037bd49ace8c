// Reads the tab-separated data files of this directory.

#ifndef FANGZHI_COMMON_CATALOG_TABLE_H_
#define FANGZHI_COMMON_CATALOG_TABLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace fangzhi::catalog {

// Splits at every `separator`; the parts of "" are one empty part.
std::vector<std::string_view> Split(std::string_view text, char separator);

// Goes through the rows of a table. Empty lines and those that begin with '#' are skipped, and a
// carriage return at the end of a line is dropped.
//
//   TableReader reader("units.tsv", text);
//   while (reader.Next()) Use(reader.fields());
class TableReader {
 public:
  // `name` stands in error messages. Both must outlive this object.
  TableReader(std::string_view name, std::string_view text) : name_(name), rest_(text) {}

  // Goes to the next row; returns false at the end.
  bool Next();

  const std::vector<std::string_view>& fields() const { return fields_; }

  // The field at `column`, counted from 0, or "" if the row is shorter.
  std::string_view field(size_t column) const { return column < fields_.size() ? fields_[column] : std::string_view(); }

  // INVALID_ARGUMENT: "units.tsv:12: <what> <word>".
  absl::Status Error(std::string_view what, std::string_view word = {}) const;

 private:
  std::string_view name_;
  std::string_view rest_;
  int line_ = 0;
  std::vector<std::string_view> fields_;
};

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_TABLE_H_
