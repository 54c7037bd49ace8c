#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpc/reflection/v1alpha/reflection.grpc.pb.h>

#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using grpc::reflection::v1alpha::ServerReflection;
using grpc::reflection::v1alpha::ServerReflectionRequest;
using grpc::reflection::v1alpha::ServerReflectionResponse;
using ::testing::Contains;
using ::testing::UnorderedElementsAre;

class ReflectionTest : public ServerTest {
 protected:
  void SetUp() override {
    StartServer(nullptr);
    stub_ = ServerReflection::NewStub(channel_);
    stream_ = stub_->ServerReflectionInfo(&context_);
  }

  ServerReflectionResponse Ask(const ServerReflectionRequest& request) {
    ServerReflectionResponse response;
    EXPECT_TRUE(stream_->Write(request));
    EXPECT_TRUE(stream_->Read(&response));
    return response;
  }

  std::vector<std::string> FilesWith(const std::string& symbol) {
    ServerReflectionRequest request;
    request.set_file_containing_symbol(symbol);
    std::vector<std::string> names;
    const ServerReflectionResponse response = Ask(request);
    for (const std::string& bytes : response.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      names.push_back(file.name());
    }
    return names;
  }

  grpc::ClientContext context_;
  std::unique_ptr<ServerReflection::Stub> stub_;
  std::unique_ptr<grpc::ClientReaderWriter<ServerReflectionRequest, ServerReflectionResponse>> stream_;
};

TEST_F(ReflectionTest, ListsEveryService) {
  ServerReflectionRequest request;
  request.set_list_services("*");
  std::vector<std::string> names;
  const ServerReflectionResponse response = Ask(request);
  for (const auto& service : response.list_services_response().service()) names.push_back(service.name());
  EXPECT_THAT(names, UnorderedElementsAre("fangzhi.v1.QueryService", "grpc.health.v1.Health",
                                          "grpc.reflection.v1alpha.ServerReflection"));
}

TEST_F(ReflectionTest, DescribesOurServicesWithTheirDependencies) {
  const auto files = FilesWith("fangzhi.v1.QueryService");
  ASSERT_FALSE(files.empty());
  EXPECT_EQ(files.front(), "fangzhi/v1/query_service.proto");
  EXPECT_THAT(files, Contains("fangzhi/v1/record.proto"));
  EXPECT_THAT(files, Contains("google/type/date.proto"));
}

TEST_F(ReflectionTest, DescribesTheStandardServices) {
  EXPECT_THAT(FilesWith("grpc.health.v1.Health"), Contains("grpc/health/v1/health.proto"));
  EXPECT_THAT(FilesWith("grpc.health.v1.Health.Check"), Contains("grpc/health/v1/health.proto"));
  EXPECT_THAT(FilesWith("grpc.reflection.v1alpha.ServerReflection"),
              Contains("grpc/reflection/v1alpha/reflection.proto"));
}

TEST_F(ReflectionTest, DescribesErrorDetails) {
  EXPECT_THAT(FilesWith("google.rpc.BadRequest"), Contains("google/rpc/error_details.proto"));
}

TEST_F(ReflectionTest, UnknownSymbolIsNotFoundAndTheStreamGoesOn) {
  ServerReflectionRequest request;
  request.set_file_containing_symbol("fangzhi.v1.Nothing");
  EXPECT_EQ(Ask(request).error_response().error_code(), grpc::StatusCode::NOT_FOUND);
  request.set_file_by_filename("fangzhi/v1/catalog.proto");
  EXPECT_EQ(Ask(request).file_descriptor_response().file_descriptor_proto_size(), 1);
  request.set_all_extension_numbers_of_type("fangzhi.v1.Record");
  EXPECT_EQ(Ask(request).all_extension_numbers_response().base_type_name(), "fangzhi.v1.Record");
  request.clear_message_request();
  EXPECT_EQ(Ask(request).error_response().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace fangzhi::rpc
