#ifndef FANGZHI_SERVICES_EXTRACTION_EXTRACT_COMMAND_H_
#define FANGZHI_SERVICES_EXTRACTION_EXTRACT_COMMAND_H_

#include <iosfwd>
#include <string>
#include <vector>

namespace fangzhi::extraction {

struct ExtractCommand {
  std::string manifest;            // Path of a manifest.json; its texts lie beside it. Empty: `files`.
  std::vector<std::string> files;  // UTF-8 texts, `-` for standard input.
  std::string published;           // Publication date of each of `files`, or empty.
  bool explain = false;            // Each record has the rules that settled its fields.
};

// Writes the records of every document to `out`, a JSON line each; problems to `errors`, a line each. A document with
// a problem is left out and the rest goes on.
//
// Returns the exit code: 0, 1 where a document or the manifest could not be read, 2 for a usage error.
int RunExtractCommand(const ExtractCommand& command, std::ostream& out, std::ostream& errors);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EXTRACT_COMMAND_H_
