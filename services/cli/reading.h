#ifndef FANGZHI_SERVICES_CLI_READING_H_
#define FANGZHI_SERVICES_CLI_READING_H_

#include <string>
#include <string_view>
#include <vector>

#include "fangzhi/v1/record.pb.h"
#include "services/cli/terminal.h"

namespace fangzhi::cli {

// Prints a text with its numbers marked and, below it, what was read from each, by the same labels. `records` are in
// order of their numbers; those at one number share a mark.
void PrintReading(std::string_view text, const std::vector<v1::Record>& records, const Terminal& terminal);

// Prints every field of a record, its sentence, and why each field has its value.
void PrintRecord(const v1::Record& record, const Terminal& terminal);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_READING_H_
