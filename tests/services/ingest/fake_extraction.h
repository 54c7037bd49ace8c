#ifndef FANGZHI_TESTS_SERVICES_INGEST_FAKE_EXTRACTION_H_
#define FANGZHI_TESTS_SERVICES_INGEST_FAKE_EXTRACTION_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "common/base/mutex.h"
#include "common/rpc/server.h"
#include "fangzhi/v1/extraction_service.grpc.pb.h"

namespace fangzhi::ingest {

inline v1::Record MakeRecord(int start) {
  v1::Record record;
  record.set_name("documents/-/records/" + std::to_string(start) + "-0");
  record.mutable_indicator()->set_phrase("走访企业");
  record.set_measure(v1::MEASURE_LEVEL);
  record.mutable_quantity()->set_number("1家");
  record.mutable_quantity()->set_value("1");
  record.mutable_quantity()->set_unit("{家}");
  record.mutable_quantity()->set_comparator(v1::COMPARATOR_EQUAL);
  record.mutable_subject()->set_name_text("曹娥街道");
  record.mutable_subject()->set_id("regions/330604001");
  record.mutable_subject()->set_region("regions/330604001");
  record.set_modality(v1::MODALITY_ACTUAL);
  record.set_topic("economy");
  record.mutable_provenance()->mutable_number()->set_start(start);
  record.mutable_provenance()->mutable_number()->set_end(start + 2);
  record.mutable_provenance()->mutable_sentence_span()->set_end(start + 2);
  record.mutable_provenance()->set_sentence("走访企业1家");
  return record;
}

// What the fake does over one text.
struct FakeAnswer {
  int records = 1;
  int parts = 1;                              // Messages that the records come in.
  bool malformed = false;                     // The records are none that a store takes.
  grpc::Status error = grpc::Status::OK;      // Answered for the text, within the stream, where not OK.
  grpc::Status breakdown = grpc::Status::OK;  // Ends the call, where not OK.
  bool hangs = false;                         // Until the client gives up.
};

// An extraction server that answers as a test says.
class FakeExtraction final : public v1::ExtractionService::Service {
 public:
  // Says what to do over a text at its `call`-th call, from 1.
  using Script = std::function<FakeAnswer(const v1::ExtractRecordsRequest& request, int call)>;

  explicit FakeExtraction(Script script = nullptr) : script_(std::move(script)) {}

  // Listens on `port`, 0 for a free one.
  void Start(int port = 0) {
    rpc::ServerOptions options;
    options.port = port;
    auto server = rpc::Server::Start(options, {{v1::ExtractionService::service_full_name(), this}});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    port_ = server_->bound_port();
  }
  // Ends at once, calls under way too.
  void Stop() { server_.reset(); }

  int port() const { return port_; }
  std::string target() const { return "127.0.0.1:" + std::to_string(port_); }

  int calls(const std::string& text) {
    MutexLock lock(&mutex_);
    return calls_[text];
  }
  void AwaitCalls(const std::string& text, int calls) {
    MutexLock lock(&mutex_);
    while (calls_[text] < calls) changed_.Wait(&mutex_);
  }
  // The most calls that were under way at the same time.
  int most_at_once() {
    MutexLock lock(&mutex_);
    return most_at_once_;
  }

  grpc::Status StreamExtractRecords(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::StreamExtractRecordsResponse, v1::StreamExtractRecordsRequest>* stream) override {
    v1::StreamExtractRecordsRequest request;
    while (stream->Read(&request)) {
      const FakeAnswer answer = Enter(request.request());
      while (answer.hangs && !context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (answer.breakdown.ok()) Write(request.key(), answer, stream);
      Leave();
      if (!answer.breakdown.ok()) return answer.breakdown;
    }
    return grpc::Status::OK;
  }

 private:
  FakeAnswer Enter(const v1::ExtractRecordsRequest& request) {
    MutexLock lock(&mutex_);
    const int call = ++calls_[request.text()];
    most_at_once_ = std::max(most_at_once_, ++under_way_);
    changed_.NotifyAll();
    return script_ ? script_(request, call) : FakeAnswer();
  }
  void Leave() {
    MutexLock lock(&mutex_);
    --under_way_;
  }

  template <typename Stream>
  static void Write(const std::string& key, const FakeAnswer& answer, Stream* stream) {
    v1::StreamExtractRecordsResponse response;
    response.set_key(key);
    if (!answer.error.ok()) {
      response.mutable_error()->set_code(answer.error.error_code());
      response.mutable_error()->set_message(answer.error.error_message());
      response.set_last(true);
      stream->Write(response);
      return;
    }
    for (int part = 0; part < answer.parts; ++part) {
      response.mutable_response()->Clear();
      response.mutable_response()->set_extractor_version("fake+1");
      for (int i = part; i < answer.records; i += answer.parts) {
        *response.mutable_response()->add_records() = answer.malformed ? v1::Record() : MakeRecord(i * 10);
      }
      response.set_last(part + 1 == answer.parts);
      stream->Write(response);
    }
  }

  const Script script_;
  std::unique_ptr<rpc::Server> server_;
  int port_ = 0;
  Mutex mutex_;
  CondVar changed_;
  std::map<std::string, int> calls_ ABSL_GUARDED_BY(mutex_);
  int under_way_ ABSL_GUARDED_BY(mutex_) = 0;
  int most_at_once_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_TESTS_SERVICES_INGEST_FAKE_EXTRACTION_H_
