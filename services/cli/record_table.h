#ifndef FANGZHI_SERVICES_CLI_RECORD_TABLE_H_
#define FANGZHI_SERVICES_CLI_RECORD_TABLE_H_

#include <string>

#include "fangzhi/v1/record.pb.h"
#include "services/cli/table.h"

namespace fangzhi::cli {

// Records as rows of a table. What is written to a narrow terminal leaves the names of records out.
class RecordTable {
 public:
  enum class Key {
    kNone,
    kLabel,  // A first column of the caller's labels.
  };

  RecordTable(Key key, int width);

  void Add(const v1::Record& record, const std::string& label = {});
  std::string ToString() const { return table_.ToString(width_); }

 private:
  const bool labelled_;
  const int width_;  // Of the terminal; 0: unbounded.
  const bool named_;
  Table table_;
};

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_RECORD_TABLE_H_
