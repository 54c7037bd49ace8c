// Measures the query service over stores of several sizes, beside an empty call to the same server and the bare reads
// of the store.
//
//   query_bench [--records=10000,100000,1000000] [--methods=WORD] [--seconds=2] [--directory=DIR [--keep]]
//
// Prints for each method: the median of the bare read, median and 99th percentile of a call from one client, calls a
// second from 1, 8 and 64 clients, and what part of the empty call's rate with 8 clients that is. Then records exported
// a second of processor time, and what reads lose beside a writer on another core. Clients, server and store share this
// process, so that rates are those of the whole machine.

#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <grpc/health/v1/health.grpc.pb.h>
#include <grpcpp/grpcpp.h>
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/rpc/server.h"
#include "services/query/query_service.h"
#include "services/query/record_streams.h"
#include "tests/bench/store_generator.h"

ABSL_FLAG(std::vector<std::string>, records, std::vector<std::string>({"10000", "100000", "1000000"}),
          "Sizes of the stores; 10000000 takes long to make.");
ABSL_FLAG(std::string, methods, "", "Only methods whose name contains this.");
ABSL_FLAG(double, seconds, 2, "How long each rate is measured.");
ABSL_FLAG(std::string, directory, "", "Where the stores are made; a temporary directory by default.");
ABSL_FLAG(
    bool, keep, false,
    "Leaves the stores in --directory, and measures those left there before as they are, without writing to them.");

namespace fangzhi::bench {
namespace {

using Stub = v1::QueryService::Stub;

// A method with its arguments.
struct Case {
  std::string name;
  std::function<grpc::Status(Stub&, grpc::ClientContext&, size_t)> call;  // The number tells calls apart.
  std::function<absl::Status(store::Store&, size_t)> bare;                // Empty: nothing to compare with.
};

// A method of the stub on a request that is always the same.
template <typename Request, typename Response>
std::function<grpc::Status(Stub&, grpc::ClientContext&, size_t)> Call(
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request request) {
  return [method, request = std::move(request)](Stub& stub, grpc::ClientContext& context, size_t) {
    Response response;
    return (stub.*method)(&context, request, &response);
  };
}

double Microseconds(absl::Duration time) { return absl::ToDoubleMicroseconds(time); }

struct Latency {
  double median = 0;
  double p99 = 0;
};

// What `call` takes, called from one thread for the time that rates are measured, and at most 5 000 times.
Latency Measure(const std::function<bool(size_t)>& call) {
  constexpr size_t kMostCalls = 5000;
  const absl::Time end = absl::Now() + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  std::vector<double> times;
  for (size_t i = 0; times.size() < kMostCalls && (absl::Now() < end || times.size() < 20); ++i) {
    const absl::Time begin = absl::Now();
    if (!call(i)) return {};
    times.push_back(Microseconds(absl::Now() - begin));
  }
  std::ranges::sort(times);
  return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

// Calls a second of `clients` threads.
double Rate(int clients, const std::function<bool(int, size_t)>& call) {
  const absl::Duration time = absl::Seconds(absl::GetFlag(FLAGS_seconds));
  std::atomic<size_t> calls = 0;
  const absl::Time begin = absl::Now();
  std::vector<std::thread> threads;
  for (int c = 0; c < clients; ++c) {
    threads.emplace_back([&, c] {
      for (size_t i = static_cast<size_t>(c); absl::Now() < begin + time; i += 64) {
        if (call(c, i)) ++calls;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return static_cast<double>(calls) / absl::ToDoubleSeconds(absl::Now() - begin);
}

// The service over a store, and clients with a connection each.
class Bench {
 public:
  explicit Bench(const std::string& path)
      : handle_([path] { return store::OpenForReading(path, {.max_connections = kThreads}); }) {
    auto server = rpc::Server::Start({}, {{v1::QueryService::service_full_name(), &service_, nullptr}});
    server_ = *std::move(server);
    store_ = (handle_.Refresh().ok()) ? *handle_.Get() : nullptr;
    for (int i = 0; i < kMostClients; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt("client", i);
      channels_.push_back(grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", server_->bound_port()),
                                                    grpc::InsecureChannelCredentials(), arguments));
      stubs_.push_back(v1::QueryService::NewStub(channels_.back()));
      health_.push_back(grpc::health::v1::Health::NewStub(channels_.back()));
    }
  }

  store::Store& store() { return *store_; }
  Stub& stub() { return *stubs_[0]; }

  bool CallEmpty(int client) {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckResponse response;
    return health_[static_cast<size_t>(client)]->Check(&context, {}, &response).ok();
  }
  bool Call(const Case& one, int client, size_t number) {
    grpc::ClientContext context;
    const grpc::Status status = one.call(*stubs_[static_cast<size_t>(client)], context, number);
    if (!status.ok()) std::fprintf(stderr, "%s: %s\n", one.name.c_str(), status.error_message().c_str());
    return status.ok();
  }

  static constexpr int kMostClients = 64;

 private:
  static constexpr int kThreads = 8;

  query::StoreHandle handle_;
  query::QueryService service_{&handle_, &catalog::Catalogue::BuiltIn(), kThreads};
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<store::Store> store_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::unique_ptr<Stub>> stubs_;
  std::vector<std::unique_ptr<grpc::health::v1::Health::Stub>> health_;
};

v1::ListRecordsRequest ListOf(const std::string& filter) {
  v1::ListRecordsRequest request;
  request.set_filter(filter);
  request.set_page_size(50);
  return request;
}

// The request for the page after `records` records, or the last one before.
v1::ListRecordsRequest LaterPage(Stub& stub, v1::ListRecordsRequest request, int records) {
  v1::ListRecordsResponse response;
  request.set_page_size(1000);
  request.set_view(v1::RECORD_VIEW_BASIC);
  for (int read = 0; read < records; read += response.records_size()) {
    grpc::ClientContext context;
    if (!stub.ListRecords(&context, request, &response).ok() || response.next_page_token().empty()) break;
    request.set_page_token(response.next_page_token());
  }
  request.set_page_size(50);
  return request;
}

store::RecordFilter IndicatorIs(const std::string& name) {
  return store::RecordFilter::Compare(store::RecordField::kIndicator, store::FilterOp::kEqual, name);
}

v1::SearchRecordsRequest SearchFor(const std::string& word) {
  v1::SearchRecordsRequest request;
  request.set_query(word);
  return request;
}

std::vector<Case> CasesOf(const Landmarks& landmarks, Stub& stub) {
  std::vector<Case> cases;
  cases.push_back({"GetRecord",
                   [&](Stub& one, grpc::ClientContext& context, size_t i) {
                     v1::GetRecordRequest request;
                     request.set_name(landmarks.records[i * 31 % landmarks.records.size()]);
                     v1::Record record;
                     return one.GetRecord(&context, request, &record);
                   },
                   [&](store::Store& store, size_t i) {
                     return store.records()
                         .Get(landmarks.records[i * 31 % landmarks.records.size()], v1::RECORD_VIEW_FULL)
                         .status();
                   }});
  v1::GetSeriesRequest series;
  series.set_indicator(landmarks.indicator);
  series.set_subject(landmarks.subject);
  cases.push_back({"GetSeries, 12 points", Call(&Stub::GetSeries, series), [&](store::Store& store, size_t) {
                     store::SeriesOptions options;
                     options.indicator = landmarks.indicator;
                     options.subject = landmarks.subject;
                     return store.records().Series(options).status();
                   }});
  const auto listed = ListOf(absl::StrCat("indicator = \"", landmarks.indicator, "\""));
  cases.push_back({"ListRecords, selective", Call(&Stub::ListRecords, listed), [&](store::Store& store, size_t) {
                     return store.records().List({.filter = IndicatorIs(landmarks.indicator)}).status();
                   }});
  const auto broad = [](store::Store& store, size_t) { return store.records().List({}).status(); };
  cases.push_back({"ListRecords, broad", Call(&Stub::ListRecords, ListOf("")), broad});
  cases.push_back({"ListRecords, 1000th page", Call(&Stub::ListRecords, LaterPage(stub, ListOf(""), 50000)), broad});
  v1::CompareRegionsRequest compare;
  compare.mutable_regions()->Add(landmarks.regions.begin(), landmarks.regions.end());
  compare.mutable_indicators()->Add(landmarks.indicators.begin(), landmarks.indicators.end());
  compare.set_period("2023");
  cases.push_back({"CompareRegions, 20 × 3", Call(&Stub::CompareRegions, compare), nullptr});
  v1::RankRegionsRequest rank;
  rank.set_indicator(landmarks.indicators[0]);
  rank.set_period("2023");
  cases.push_back({"RankRegions, 20", Call(&Stub::RankRegions, rank), nullptr});
  for (const auto& [name, word] : {std::pair("rare word", landmarks.rare), std::pair("usual word", landmarks.usual)}) {
    cases.push_back(
        {absl::StrCat("SearchRecords, ", name), Call(&Stub::SearchRecords, SearchFor(word)),
         [word = word](store::Store& store, size_t) { return store.records().Search({.words = {word}}).status(); }});
  }
  v1::GetAvailabilityRequest available;
  available.set_filter(absl::StrCat("subject = \"", landmarks.subject, "\""));
  cases.push_back({"GetAvailability, a subject", Call(&Stub::GetAvailability, available), nullptr});
  available.set_filter("");
  cases.push_back({"GetAvailability, all", Call(&Stub::GetAvailability, available),
                   [](store::Store& store, size_t) { return store.records().Availability({}).status(); }});
  cases.push_back({"ListConflicts, all", Call(&Stub::ListConflicts, v1::ListConflictsRequest()), nullptr});
  v1::CheckConsistencyRequest check;
  check.set_filter(absl::StrCat("subject = \"", landmarks.subject, "\""));
  cases.push_back({"CheckConsistency, a subject", Call(&Stub::CheckConsistency, check), nullptr});
  return cases;
}

bool IsWanted(const std::string& name) { return name.find(absl::GetFlag(FLAGS_methods)) != std::string::npos; }

void PrintTable(Bench& bench, const Landmarks& landmarks) {
  std::printf("%-28s %10s %10s %10s %10s %10s %10s %8s\n", "", "bare p50", "p50 µs", "p99 µs", "1 client", "8", "64",
              "of empty");
  const Latency empty = Measure([&](size_t) { return bench.CallEmpty(0); });
  double empty_rates[3] = {};
  const int clients[3] = {1, 8, Bench::kMostClients};
  for (int i = 0; i < 3; ++i) empty_rates[i] = Rate(clients[i], [&](int c, size_t) { return bench.CallEmpty(c); });
  std::printf("%-28s %10s %10.0f %10.0f %10.0f %10.0f %10.0f %7.0f%%\n", "empty call", "", empty.median, empty.p99,
              empty_rates[0], empty_rates[1], empty_rates[2], 100.0);
  for (const Case& one : CasesOf(landmarks, bench.stub())) {
    if (!IsWanted(one.name)) continue;
    Latency bare;
    if (one.bare) bare = Measure([&](size_t i) { return one.bare(bench.store(), i).ok(); });
    const Latency called = Measure([&](size_t i) { return bench.Call(one, 0, i); });
    double rates[3] = {};
    for (int i = 0; i < 3; ++i) rates[i] = Rate(clients[i], [&](int c, size_t n) { return bench.Call(one, c, n); });
    std::printf("%-28s %10.0f %10.0f %10.0f %10.0f %10.0f %10.0f %7.0f%%\n", one.name.c_str(), bare.median,
                called.median, called.p99, rates[0], rates[1], rates[2], 100 * rates[1] / empty_rates[1]);
    std::fflush(stdout);
  }
}

double ProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// The processor time of this thread, which other processes on the machine hardly change.
double ThreadSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Records that one core makes lines of in a second, without sending them.
double LinesPerSecond(Bench& bench, const v1::ExportRecordsRequest& request) {
  const query::IndicatorSimilarity similarity(catalog::Catalogue::BuiltIn());
  const query::QueryContext context{bench.store(), catalog::Catalogue::BuiltIn(), similarity, {}};
  query::RecordExport source(request);
  int64_t lines = 0;
  const double begin = ThreadSeconds();
  for (;;) {
    v1::ExportRecordsResponse part;
    const auto step = source.Next(context, part);
    if (!step.ok() || *step == rpc::StreamStep::kEnd) break;
    lines += std::ranges::count(part.data(), '\n');
  }
  return static_cast<double>(lines) / (ThreadSeconds() - begin);
}

void MeasureExport(Bench& bench) {
  for (const v1::ExportFormat format :
       {v1::EXPORT_FORMAT_CSV, v1::EXPORT_FORMAT_SDMX_CSV, v1::EXPORT_FORMAT_JSON_LINES}) {
    const double processor = ProcessorSeconds();
    const absl::Time begin = absl::Now();
    grpc::ClientContext context;
    v1::ExportRecordsRequest request;
    request.set_format(format);
    const auto stream = bench.stub().ExportRecords(&context, request);
    v1::ExportRecordsResponse part;
    int64_t lines = 0;
    while (stream->Read(&part)) lines += std::ranges::count(part.data(), '\n');
    if (!stream->Finish().ok()) return;
    const absl::Duration time = absl::Now() - begin;
    const double processor_time = ProcessorSeconds() - processor;
    std::printf(
        "ExportRecords, %-12s %10.0f records a second, %.0f a second of processor time with the client, %.0f without "
        "gRPC\n",
        v1::ExportFormat_Name(format).c_str() + std::string_view("EXPORT_FORMAT_").size(),
        static_cast<double>(lines) / absl::ToDoubleSeconds(time), static_cast<double>(lines) / processor_time,
        LinesPerSecond(bench, request));
    std::fflush(stdout);
  }
}

void PinThread(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

// Reads of one thread on one core, alone and beside a writer on another.
void MeasureBesideWriter(const std::string& path, const Landmarks& landmarks) {
  constexpr int64_t kBatch = 400;
  if (std::thread::hardware_concurrency() < 2) return;
  auto reading = store::OpenForReading(path);
  if (!reading.ok()) return;
  const auto reads = [&] {
    return Rate(1, [&](int, size_t) {
      static thread_local const bool pinned = [] { return PinThread(0), true; }();
      store::SeriesOptions options;
      options.indicator = landmarks.indicator;
      options.subject = landmarks.subject;
      return pinned && (*reading)->records().Series(options).ok();
    });
  };
  const double alone = reads();
  std::atomic<bool> stop = false;
  std::atomic<int64_t> written = 0;
  std::thread writer([&] {
    PinThread(1);
    auto store = store::OpenForWriting(path);
    while (store.ok() && !stop) {
      if (!AddToStore(**store, kBatch, written).ok()) break;
      written += kBatch;
    }
  });
  while (written == 0) absl::SleepFor(absl::Milliseconds(50));
  const int64_t before = written;
  const absl::Time begin = absl::Now();
  const double beside = reads();
  const double write_rate = static_cast<double>(written - before) / absl::ToDoubleSeconds(absl::Now() - begin);
  stop = true;
  writer.join();
  std::printf(
      "GetSeries on one core: %.0f reads a second alone, %.0f beside a writer of %.0f records a second: %+.1f%%\n",
      alone, beside, write_rate, 100 * (beside / alone - 1));
}

// The landmarks of the store at `path` that was left there; nullopt where none was.
std::optional<Landmarks> FindLandmarks(const std::string& path) {
  std::ifstream file(path + ".landmarks");
  std::vector<std::string> records;
  for (std::string name; std::getline(file, name);) records.push_back(name);
  if (records.empty() || !std::filesystem::exists(path)) return std::nullopt;
  return LandmarksOf(std::move(records));
}

absl::StatusOr<Landmarks> MakeStore(const std::string& path, int64_t records) {
  ASSIGN_OR_RETURN(const auto store, store::OpenForWriting(path));
  ASSIGN_OR_RETURN(Landmarks landmarks, FillStore(*store, records));
  if (absl::GetFlag(FLAGS_keep)) std::ofstream(path + ".landmarks") << absl::StrJoin(landmarks.records, "\n") << "\n";
  return landmarks;
}

void Run(const std::filesystem::path& directory, int64_t records) {
  const std::string path = (directory / absl::StrCat(records, ".db")).string();
  const bool keep = absl::GetFlag(FLAGS_keep);
  const absl::Time begin = absl::Now();
  std::optional<Landmarks> left = keep ? FindLandmarks(path) : std::nullopt;
  absl::StatusOr<Landmarks> landmarks = left ? *std::move(left) : MakeStore(path, records);
  if (!landmarks.ok()) {
    std::fprintf(stderr, "%s\n", landmarks.status().ToString().c_str());
    return;
  }
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  std::printf("\n== %lld records, made in %.0f s (%.0f a second), %.1f MB\n", static_cast<long long>(records), seconds,
              static_cast<double>(records) / seconds, static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  {
    Bench bench(path);
    PrintTable(bench, *landmarks);
    if (IsWanted("ExportRecords")) MeasureExport(bench);
  }
  if (keep) return;
  if (IsWanted("GetSeries")) MeasureBesideWriter(path, *landmarks);
  std::filesystem::remove_all(path);
}

}  // namespace
}  // namespace fangzhi::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  std::filesystem::path directory = absl::GetFlag(FLAGS_directory);
  const bool temporary = directory.empty();
  if (temporary) {
    std::string pattern = (std::filesystem::temp_directory_path() / "fangzhi-bench-XXXXXX").string();
    directory = mkdtemp(pattern.data());
  }
  for (const std::string& records : absl::GetFlag(FLAGS_records)) {
    int64_t number = 0;
    if (absl::SimpleAtoi(records, &number) && number > 0) fangzhi::bench::Run(directory, number);
  }
  if (temporary) std::filesystem::remove_all(directory);
}
