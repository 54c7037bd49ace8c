#include "services/ingest/document_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/ingest/violations.h"

namespace fangzhi::ingest {
namespace {

using ::testing::ElementsAre;

v1::CreateDocumentRequest Request(const std::string& text) {
  v1::CreateDocumentRequest request;
  request.mutable_content()->set_text(text);
  return request;
}

std::string Repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST(DocumentRequestTest, TakesTextWithItsMetadata) {
  v1::CreateDocumentRequest request = Request("曹娥街道");
  request.mutable_document()->set_title("标题");
  request.mutable_document()->set_source("上虞日报");
  request.mutable_document()->set_published("2022-05");
  request.mutable_document()->set_state(v1::DOCUMENT_STATE_FAILED);
  request.set_request_id("5F8B6C1E-3F0A-4C55-9D21-0B8F6F0F8A11");
  const auto document = ToNewDocument(request);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->text, "曹娥街道");
  EXPECT_EQ(document->raw_content, "");
  EXPECT_EQ(document->media_type, "text/plain");
  EXPECT_EQ(document->charset, "");
  EXPECT_EQ(document->document.title(), "标题");
  EXPECT_EQ(document->document.source(), "上虞日报");
  EXPECT_EQ(document->document.published(), "2022-05");
  EXPECT_EQ(document->document.state(), v1::DOCUMENT_STATE_UNSPECIFIED);
  EXPECT_EQ(document->request_id, "5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a11");
}

TEST(DocumentRequestTest, KeepsRawBytesBesideTheirText) {
  v1::CreateDocumentRequest request;
  request.mutable_content()->set_bytes("\xb2\xdc");
  request.mutable_content()->set_media_type("TEXT/plain");
  const auto document = ToNewDocument(request);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->text, "曹");
  EXPECT_EQ(document->raw_content, "\xb2\xdc");
  EXPECT_EQ(document->charset, "GB18030");
}

TEST(DocumentRequestTest, EveryBadFieldIsNamed) {
  v1::CreateDocumentRequest request;
  request.mutable_document()->set_title(Repeated("题", 1001));
  request.mutable_document()->set_source(Repeated("源", 2001));
  request.mutable_document()->set_published("2022-02-30");
  request.set_request_id("not a uuid");
  EXPECT_THAT(ViolatedFields(ToNewDocument(request).status()),
              ElementsAre("document.title", "document.source", "document.published", "request_id", "content"));
}

TEST(DocumentRequestTest, LimitsAreInclusive) {
  v1::CreateDocumentRequest request = Request("x");
  request.mutable_document()->set_title(Repeated("题", 1000));
  request.mutable_document()->set_source(Repeated("源", 2000));
  EXPECT_TRUE(ToNewDocument(request).ok());
}

TEST(DocumentRequestTest, ContentMustBeThereAndNotEmpty) {
  EXPECT_THAT(ViolatedFields(ToNewDocument({}).status()), ElementsAre("content"));
  EXPECT_THAT(ViolatedFields(ToNewDocument(Request("")).status()), ElementsAre("content.text"));
  v1::CreateDocumentRequest bytes;
  bytes.mutable_content()->set_bytes("");
  EXPECT_THAT(ViolatedFields(ToNewDocument(bytes).status()), ElementsAre("content.bytes"));
  EXPECT_THAT(ViolatedFields(ToNewDocument(Request(std::string((2 << 20) + 1, 'x'))).status()),
              ElementsAre("content.text"));
}

TEST(DocumentRequestTest, OtherMediaTypesAreRefused) {
  v1::CreateDocumentRequest request = Request("x");
  request.mutable_content()->set_media_type("application/pdf");
  EXPECT_THAT(ViolatedFields(ToNewDocument(request).status()), ElementsAre("content.media_type"));
}

TEST(DocumentRequestTest, RequestIdIsAUuid) {
  for (const char* id : {"00000000-0000-0000-0000-000000000000", "5f8b6c1e3f0a4c559d210b8f6f0f8a11",
                         "5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a1", "5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a1g"}) {
    v1::CreateDocumentRequest request = Request("x");
    request.set_request_id(id);
    EXPECT_THAT(ViolatedFields(ToNewDocument(request).status()), ElementsAre("request_id")) << id;
  }
}

TEST(DocumentRequestTest, NamesThatAreMalformedAndNamesThatCannotBe) {
  for (const char* name : {"", "documents", "documents/", "documents/a/b", "records/x", "/documents/x"}) {
    EXPECT_THAT(ViolatedFields(CheckDocumentName(name)), ElementsAre("name")) << name;
  }
  EXPECT_TRUE(absl::IsNotFound(CheckDocumentName("documents/x")));
  EXPECT_TRUE(CheckDocumentName("documents/01ARZ3NDEKTSV4RRFFQ69G5FAV").ok());
}

TEST(DocumentRequestTest, FullStoreSaysWhenToTryAgain) {
  const absl::Status status = FromInsertError(absl::ResourceExhaustedError("the store has no room (SQLite 13)"));
  EXPECT_TRUE(absl::IsResourceExhausted(status));
  EXPECT_TRUE(rpc::GetDetail<google::rpc::RetryInfo>(status).has_value());
  EXPECT_EQ(status.message().find("SQLite"), absl::string_view::npos);
}

}  // namespace
}  // namespace fangzhi::ingest
