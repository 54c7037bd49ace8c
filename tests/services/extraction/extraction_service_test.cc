#include "services/extraction/extraction_service.h"

#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <thread>

#include "common/base/utf8.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "services/extraction/extractor.h"
#include "tests/common/rpc/raw_stream.h"

namespace fangzhi::extraction {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kText[] = "\uFEFF今年一季度，曹娥街道新增规上企业28家，完成工业总产值12.5亿元，同比增长17.12%。\r\n";

std::string Repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

std::vector<std::string> ViolatedFields(const absl::Status& status) {
  std::vector<std::string> fields;
  const auto details = rpc::GetDetail<google::rpc::BadRequest>(status);
  if (!details) return fields;
  for (const auto& violation : details->field_violations()) fields.push_back(violation.field());
  return fields;
}

class ExtractionServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto server = rpc::Server::Start({}, {{v1::ExtractionService::service_full_name(), &service_, nullptr}});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    channel_ = rpc::MakeChannel("127.0.0.1:" + std::to_string(server_->bound_port()));
    stub_ = v1::ExtractionService::NewStub(channel_);
  }

  absl::Status Extract(const v1::ExtractRecordsRequest& request) {
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(stub_->ExtractRecords(&context, request, &response_));
  }

  absl::Status Annotate(const v1::AnnotateTextRequest& request) {
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(stub_->AnnotateText(&context, request, &annotations_));
  }

  ExtractionService service_{{}};
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ExtractionService::Stub> stub_;
  v1::ExtractRecordsResponse response_;
  v1::AnnotateTextResponse annotations_;
};

TEST_F(ExtractionServiceTest, RecordsPointIntoTheTextAsSent) {
  v1::ExtractRecordsRequest request;
  request.set_text(kText);
  request.set_published("2022-04");
  ASSERT_TRUE(Extract(request).ok());
  ASSERT_GE(response_.records_size(), 3);
  EXPECT_EQ(response_.extractor_version(), ExtractorVersion());
  const CodePointIndex text(kText);
  for (const v1::Record& record : response_.records()) {
    const v1::Provenance& provenance = record.provenance();
    EXPECT_EQ(text.Slice(provenance.number().start(), provenance.number().end()), record.quantity().number());
    EXPECT_EQ(text.Slice(provenance.sentence_span().start(), provenance.sentence_span().end()), provenance.sentence());
    EXPECT_THAT(record.name(), StartsWith("documents/-/records/" + std::to_string(provenance.number().start()) + "-"));
    EXPECT_THAT(record.indicator().phrase(), Not(IsEmpty()));
    EXPECT_THAT(record.topic(), Not(IsEmpty()));
    EXPECT_NE(record.measure(), v1::MEASURE_UNSPECIFIED);
    EXPECT_NE(record.modality(), v1::MODALITY_UNSPECIFIED);
    EXPECT_EQ(record.attributions_size(), 0);
  }
}

TEST_F(ExtractionServiceTest, ViewsDecideWhatRecordsCarry) {
  v1::ExtractRecordsRequest request;
  request.set_text(kText);
  request.set_view(v1::RECORD_VIEW_BASIC);
  ASSERT_TRUE(Extract(request).ok());
  EXPECT_THAT(response_.records(0).provenance().sentence(), IsEmpty());
  EXPECT_TRUE(response_.records(0).provenance().has_sentence_span());
  request.set_view(v1::RECORD_VIEW_EXPLAINED);
  ASSERT_TRUE(Extract(request).ok());
  EXPECT_THAT(response_.records(0).provenance().sentence(), Not(IsEmpty()));
}

TEST_F(ExtractionServiceTest, TextWithoutFiguresHasNoRecords) {
  v1::ExtractRecordsRequest request;
  request.set_text("春风又绿江南岸。");
  ASSERT_TRUE(Extract(request).ok());
  EXPECT_EQ(response_.records_size(), 0);
}

TEST_F(ExtractionServiceTest, EveryBadFieldIsNamed) {
  v1::ExtractRecordsRequest request;
  request.set_published("last year");
  request.set_title(Repeated("题", 1001));
  request.set_view(static_cast<v1::RecordView>(99));
  const absl::Status status = Extract(request);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(ViolatedFields(status), ElementsAre("text", "published", "title", "view"));
}

TEST_F(ExtractionServiceTest, TextOverItsLimitIsRefused) {
  v1::ExtractRecordsRequest request;
  request.set_text(std::string((2 << 20) + 1, 'x'));
  EXPECT_THAT(ViolatedFields(Extract(request)), ElementsAre("text"));
  request.set_text(std::string(2 << 20, 'x'));
  EXPECT_TRUE(Extract(request).ok());
}

TEST(ExtractRecordsTest, TextThatIsNotUtf8IsRefused) {
  v1::ExtractRecordsRequest request;
  request.set_text("\xb2\xdc\xb6\xf0");
  request.set_title("\xff");
  EXPECT_THAT(ViolatedFields(ExtractRecords(request).status()), ElementsAre("text", "title"));
}

TEST_F(ExtractionServiceTest, AnswerOverFourMebibytesSaysToStream) {
  v1::ExtractRecordsRequest request;
  request.set_text(Repeated("曹娥街道新增规上企业28家。\n", 20'000));
  const absl::Status status = Extract(request);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_NE(status.message().find("StreamExtractRecords"), absl::string_view::npos);
}

TEST_F(ExtractionServiceTest, StreamAnswersInOrderAndInParts) {
  grpc::ClientContext context;
  auto stream = stub_->StreamExtractRecords(&context);
  v1::StreamExtractRecordsRequest large;
  large.set_key("large");
  large.mutable_request()->set_text(Repeated("曹娥街道新增规上企业28家。\n", 5'000));
  v1::StreamExtractRecordsRequest small;
  small.set_key("small");
  small.mutable_request()->set_text(kText);
  // The server reads the next text only when the answer to the last is written.
  std::thread writer([&] {
    EXPECT_TRUE(stream->Write(large));
    EXPECT_TRUE(stream->Write(small));
    stream->WritesDone();
  });
  std::vector<std::string> finished;
  std::map<std::string, int> records;
  int64_t last_start = -1;
  v1::StreamExtractRecordsResponse part;
  while (stream->Read(&part)) {
    EXPECT_TRUE(part.has_response());
    EXPECT_LE(part.response().records_size(), 1000);
    records[part.key()] += part.response().records_size();
    for (const v1::Record& record : part.response().records()) {
      EXPECT_GE(record.provenance().number().start(), last_start);
      last_start = record.provenance().number().start();
    }
    if (!part.last()) continue;
    finished.push_back(part.key());
    last_start = -1;
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_THAT(finished, ElementsAre("large", "small"));
  EXPECT_GE(records["large"], 5'000);
  EXPECT_GE(records["small"], 3);
}

TEST_F(ExtractionServiceTest, BadTextDoesNotEndTheStream) {
  grpc::ClientContext context;
  auto stream = stub_->StreamExtractRecords(&context);
  v1::StreamExtractRecordsRequest request;
  request.set_key("bad");
  request.mutable_request()->set_published("2022-13");
  ASSERT_TRUE(stream->Write(request));
  request.clear_key();
  ASSERT_TRUE(stream->Write(request));
  request.set_key("without request");
  request.clear_request();
  ASSERT_TRUE(stream->Write(request));
  request.set_key("good");
  request.mutable_request()->set_text(kText);
  ASSERT_TRUE(stream->Write(request));
  stream->WritesDone();

  const std::vector<std::vector<std::string>> expected = {{"request.text", "request.published"}, {"key"}, {"request"}};
  v1::StreamExtractRecordsResponse part;
  for (const auto& fields : expected) {
    ASSERT_TRUE(stream->Read(&part));
    EXPECT_TRUE(part.last());
    EXPECT_EQ(ViolatedFields(rpc::FromRpcStatus(part.error())), fields);
  }
  ASSERT_TRUE(stream->Read(&part));
  EXPECT_EQ(part.key(), "good");
  EXPECT_TRUE(part.has_response());
  EXPECT_FALSE(stream->Read(&part));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(ExtractionServiceTest, MessageThatDoesNotParseIsOneBadText) {
  v1::StreamExtractRecordsRequest request;
  request.set_key("good");
  request.mutable_request()->set_text(kText);
  const std::string good = request.SerializeAsString();
  request.set_key("bad");
  std::string bad = request.SerializeAsString();
  bad.replace(bad.find("曹娥"), 2, "\xff\xfe");
  rpc::RawStream stream(channel_, "/fangzhi.v1.ExtractionService/StreamExtractRecords");
  ASSERT_TRUE(stream.Write(bad));
  ASSERT_TRUE(stream.Write(good));
  ASSERT_TRUE(stream.WritesDone());
  for (const char* key : {"bad", "good"}) {
    v1::StreamExtractRecordsResponse answer;
    ASSERT_TRUE(answer.ParseFromString(stream.Read().value_or("?")));
    EXPECT_EQ(answer.key(), key);
    EXPECT_EQ(answer.has_error(), answer.key() == "bad");
    EXPECT_TRUE(answer.last());
  }
  EXPECT_FALSE(stream.Read().has_value());
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(ExtractionServiceTest, CancelledStreamEnds) {
  grpc::ClientContext context;
  auto stream = stub_->StreamExtractRecords(&context);
  v1::StreamExtractRecordsRequest request;
  request.set_key("large");
  request.mutable_request()->set_text(Repeated("曹娥街道新增规上企业28家。\n", 5'000));
  ASSERT_TRUE(stream->Write(request));
  v1::StreamExtractRecordsResponse part;
  ASSERT_TRUE(stream->Read(&part));
  context.TryCancel();
  while (stream->Read(&part)) {
  }
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  server_->Shutdown(absl::InfiniteDuration());
}

TEST_F(ExtractionServiceTest, AnnotationsNameTheRecordsOfQuantities) {
  v1::AnnotateTextRequest request;
  request.set_text(kText);
  request.set_published("2022-04");
  ASSERT_TRUE(Annotate(request).ok());
  std::set<std::string> records;
  for (const v1::Record& record : annotations_.records()) records.insert(record.name());
  const CodePointIndex text(kText);
  int read = 0;
  for (const v1::Mention& mention : annotations_.mentions()) {
    EXPECT_EQ(text.Slice(mention.span().start(), mention.span().end()), mention.surface());
    EXPECT_NE(mention.kind(), v1::MENTION_KIND_UNSPECIFIED);
    for (const std::string& id : mention.records()) {
      EXPECT_EQ(records.count("documents/-/records/" + id), 1U) << id;
      EXPECT_THAT(mention.rejection(), IsEmpty());
      ++read;
    }
  }
  EXPECT_GE(read, 3);
}

TEST_F(ExtractionServiceTest, AnnotateRefusesBadFields) {
  v1::AnnotateTextRequest request;
  request.set_text(std::string((64 << 10) + 1, 'x'));
  request.set_published("?");
  EXPECT_THAT(ViolatedFields(Annotate(request)), ElementsAre("text", "published"));
  request.set_text(Repeated("1家", 64 << 8));
  request.clear_published();
  const absl::Status status = Annotate(request);
  EXPECT_TRUE(status.ok() || status.code() == absl::StatusCode::kResourceExhausted) << status;
}

}  // namespace
}  // namespace fangzhi::extraction
