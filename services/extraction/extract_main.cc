// fangzhi-extract: reads texts and prints their records as JSON lines. Needs no service.

#include <absl/flags/flag.h>

#include <iostream>
#include <string>

#include "common/base/flags.h"
#include "services/extraction/extract_command.h"

ABSL_FLAG(std::string, manifest, "",
          "A manifest.json with the documents' id and published; their texts lie beside it.");
ABSL_FLAG(bool, explain, false, "Adds to each record the rules that settled its fields.");
ABSL_FLAG(std::string, published, "", "Publication date of the files: YYYY, YYYY-MM or YYYY-MM-DD.");

int main(int argc, char** argv) {
  fangzhi::extraction::ExtractCommand command;
  command.files = fangzhi::ParseFlagsOrExit(argc, argv,
                                            "fangzhi-extract: prints the indicator records of texts as JSON lines.\n\n"
                                            "  fangzhi-extract --manifest DIR/manifest.json\n"
                                            "  fangzhi-extract [--published DATE] FILE...");
  command.manifest = absl::GetFlag(FLAGS_manifest);
  command.explain = absl::GetFlag(FLAGS_explain);
  command.published = absl::GetFlag(FLAGS_published);
  std::ios::sync_with_stdio(false);
  return fangzhi::extraction::RunExtractCommand(command, std::cout, std::cerr);
}
