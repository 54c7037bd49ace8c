// Measures the extractor on one core: throughput, time per byte from 1 KB to 10 MB, where the time goes, memory and
// start-up; and, as the physical limit, one pass of a multi-pattern matcher (Hyperscan) over the same text with the
// words of the same lexicons.
//
//   extractor_bench [--corpus=DIRECTORY] [Google Benchmark's flags]
//
// The texts are those of DIRECTORY; by default of ../shared/corpus/raw, or of tests/corpus/dev where that is absent.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/attribution.h"
#include "services/extraction/document_context.h"
#include "services/extraction/embedded_data.h"
#include "services/extraction/extractor.h"
#include "services/extraction/layout.h"
#include "services/extraction/record_builder.h"
#include "services/extraction/text_repair.h"
#include "services/extraction/unicode.h"
#ifdef FANGZHI_HYPERSCAN
#include <hs/hs.h>
#endif

namespace fangzhi::extraction {
namespace {

constexpr char kPublished[] = "2026-01-26";

std::vector<std::string>& Texts() {
  static auto& texts = *new std::vector<std::string>;
  return texts;
}

size_t TotalBytes() {
  size_t bytes = 0;
  for (const std::string& text : Texts()) bytes += text.size();
  return bytes;
}

void ReadTexts(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    Texts().push_back(std::move(content).str());
  }
}

// All texts in pieces of at least `bytes` bytes that end with a line; repeated where they are too short for one. Short
// pieces of one place would be denser in figures than the whole.
std::vector<std::string> PiecesOfLength(size_t bytes) {
  std::vector<std::string> pieces(1);
  do {
    for (const std::string& text : Texts()) {
      for (size_t begin = 0; begin < text.size();) {
        const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        pieces.back().append(text, begin, end - begin);
        begin = end;
        if (pieces.back().size() >= bytes) pieces.emplace_back();
      }
    }
  } while (pieces.size() == 1);
  pieces.pop_back();
  return pieces;
}

Input InputOf(std::string_view text) {
  Input input;
  input.text = text;
  input.published = *Period::Parse(kPublished);
  return input;
}

// A line of /proc/self/status in megabytes.
double MemoryInMegabytes(std::string_view field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.compare(0, field.size(), field) == 0) return std::stod(line.substr(field.size() + 1)) / 1024;
  }
  return 0;
}

// Resident after the texts were read, before the longest one is made.
double corpus_memory = 0;

void SetBytes(benchmark::State& state, size_t bytes) {
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * static_cast<int64_t>(state.iterations()));
}

void BM_Extract(benchmark::State& state) {
  size_t records = 0;
  for (auto _ : state) {
    records = 0;
    for (const std::string& text : Texts()) records += Extract(InputOf(text)).records.size();
  }
  SetBytes(state, TotalBytes());
  state.counters["records"] = static_cast<double>(records);
  corpus_memory = MemoryInMegabytes("VmHWM:");
}
BENCHMARK(BM_Extract)->Unit(benchmark::kMillisecond);

void BM_ExtractLength(benchmark::State& state) {
  const std::vector<std::string> pieces = PiecesOfLength(static_cast<size_t>(state.range(0)));
  size_t bytes = 0;
  for (const std::string& piece : pieces) bytes += piece.size();
  for (auto _ : state) {
    for (const std::string& piece : pieces) benchmark::DoNotOptimize(Extract(InputOf(piece)));
  }
  SetBytes(state, bytes);
}
BENCHMARK(BM_ExtractLength)->RangeMultiplier(10)->Range(1000, 10'000'000)->Unit(benchmark::kMillisecond);

// The stages of Extract(), each with those before it.
enum Stage { kRepair, kLayout, kContext, kAttribute, kRecords };

void BM_UpToStage(benchmark::State& state) {
  const auto last = static_cast<Stage>(state.range(0));
  const Period published = *Period::Parse(kPublished);
  for (auto _ : state) {
    for (const std::string& utf8 : Texts()) {
      const RepairedText text = Repair(utf8);
      benchmark::DoNotOptimize(text.text.data());
      if (last == kRepair) continue;
      const Layout layout = FindLayout(text.text);
      benchmark::DoNotOptimize(layout.paragraphs.data());
      if (last == kLayout) continue;
      const DocumentContext context = FindContext(text.text, layout, published, {});
      benchmark::DoNotOptimize(context.region);
      if (last == kContext) continue;
      const Attributed attributed = Attribute(text.text, layout, context);
      benchmark::DoNotOptimize(attributed.observations.data());
      if (last == kAttribute) continue;
      benchmark::DoNotOptimize(BuildRecords(text, context, attributed, false));
    }
  }
  SetBytes(state, TotalBytes());
}
BENCHMARK(BM_UpToStage)->DenseRange(kRepair, kRecords)->Unit(benchmark::kMillisecond);

#ifdef FANGZHI_HYPERSCAN
// The words of a table with the columns class and words.
std::vector<std::string> WordsOf(std::string_view table) {
  std::vector<std::string> words;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    std::istringstream cells(line.substr(tab + 1));
    for (std::string word; cells >> word;) words.push_back(word);
  }
  return words;
}

void BM_MatchLexicon(benchmark::State& state) {
  std::vector<std::string> words = WordsOf(CueTable());
  for (std::string& word : WordsOf(NameTable())) words.push_back(std::move(word));
  std::vector<const char*> patterns;
  std::vector<unsigned> flags(words.size(), 0);
  std::vector<unsigned> ids;
  std::vector<size_t> lengths;
  for (const std::string& word : words) {
    patterns.push_back(word.c_str());
    ids.push_back(static_cast<unsigned>(ids.size()));
    lengths.push_back(word.size());
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  hs_scratch_t* scratch = nullptr;
  if (hs_compile_lit_multi(patterns.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(patterns.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS ||
      hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
    state.SkipWithError("the lexicon does not compile");
    return;
  }
  size_t matches = 0;
  const match_event_handler count = [](unsigned, unsigned long long, unsigned long long, unsigned, void* sum) {
    ++*static_cast<size_t*>(sum);
    return 0;
  };
  for (auto _ : state) {
    matches = 0;
    for (const std::string& text : Texts())
      hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, count, &matches);
  }
  SetBytes(state, TotalBytes());
  state.counters["words"] = static_cast<double>(words.size());
  state.counters["matches"] = static_cast<double>(matches);
  hs_free_scratch(scratch);
  hs_free_database(database);
}
BENCHMARK(BM_MatchLexicon)->Unit(benchmark::kMillisecond);
#endif

// Prints as the console does and keeps seconds and bytes per second of each measurement.
class Reporter : public benchmark::ConsoleReporter {
 public:
  struct Result {
    double seconds = 0;  // CPU time of an iteration.
    double rate = 0;     // Bytes a second.
  };

  Reporter() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred || run.run_type != Run::RT_Iteration) continue;
      const auto rate = run.counters.find("bytes_per_second");
      results_[run.benchmark_name()] = {run.cpu_accumulated_time / static_cast<double>(run.iterations),
                                        rate == run.counters.end() ? 0 : rate->second.value};
    }
    ConsoleReporter::ReportRuns(runs);
  }

  // All zero where `name` was not measured.
  Result Of(const std::string& name) const {
    const auto it = results_.find(name);
    return it == results_.end() ? Result() : it->second;
  }

 private:
  std::map<std::string, Result> results_;
};

void PrintSummary(const Reporter& reporter, double start_seconds, double start_memory) {
  const double rate = reporter.Of("BM_Extract").rate;
  std::printf("\n%zu texts, %.2f MB of UTF-8, one core\n", Texts().size(), static_cast<double>(TotalBytes()) / 1e6);
  std::printf("extraction            %8.2f MB/s\n", rate / 1e6);
  if (const double limit = reporter.Of("BM_MatchLexicon").rate; limit > 0) {
    std::printf("one pass over lexicon %8.2f MB/s: extraction takes %.1f times as long\n", limit / 1e6, limit / rate);
  }
  double least = 1e18;
  double most = 0;
  for (int bytes = 1000; bytes <= 10'000'000; bytes *= 10) {
    const double of_length = reporter.Of("BM_ExtractLength/" + std::to_string(bytes)).rate;
    if (of_length == 0) continue;
    std::printf("%8d bytes        %8.1f ns/byte\n", bytes, 1e9 / of_length);
    least = std::min(least, 1e9 / of_length);
    most = std::max(most, 1e9 / of_length);
  }
  if (most > 0) std::printf("time per byte, most to least: %.2f\n", most / least);
  double before = 0;
  static constexpr const char* kStages[] = {"repair", "layout", "context", "attribution", "records"};
  const double all = reporter.Of("BM_UpToStage/" + std::to_string(kRecords)).seconds;
  for (int stage = kRepair; stage <= kRecords && all > 0; ++stage) {
    const double seconds = reporter.Of("BM_UpToStage/" + std::to_string(stage)).seconds;
    std::printf("stage %-12s    %8.1f %% of the time\n", kStages[stage], 100 * (seconds - before) / all);
    before = seconds;
  }
  std::printf("start to first record %8.3f s\n", start_seconds);
  std::printf("resident memory       %8.1f MB then, %.1f MB at most over the texts, %.1f MB at most over all\n",
              start_memory, corpus_memory, MemoryInMegabytes("VmHWM:"));
}

int Run(int argc, char** argv) {
  const auto start = std::chrono::steady_clock::now();
  Extract(InputOf("2026年，浙江省新增规上企业28家。"));
  const double start_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double start_memory = MemoryInMegabytes("VmRSS:");
  std::filesystem::path corpus = std::filesystem::path(FANGZHI_SOURCE_DIR) / "../shared/corpus/raw";
  if (!std::filesystem::exists(corpus)) corpus = std::filesystem::path(FANGZHI_SOURCE_DIR) / "tests/corpus/dev";
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--corpus=", 9) != 0) {
      std::fprintf(stderr, "unknown argument %s\n", argv[i]);
      return 2;
    }
    corpus = argv[i] + 9;
  }
  if (std::filesystem::is_directory(corpus)) ReadTexts(corpus);
  if (TotalBytes() == 0) {
    std::fprintf(stderr, "no texts at %s\n", corpus.c_str());
    return 1;
  }
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  PrintSummary(reporter, start_seconds, start_memory);
  return 0;
}

}  // namespace
}  // namespace fangzhi::extraction

int main(int argc, char** argv) { return fangzhi::extraction::Run(argc, argv); }
