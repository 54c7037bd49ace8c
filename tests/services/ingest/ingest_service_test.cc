#include "services/ingest/ingest_service.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

#include "tests/services/ingest/ingest_fixture.h"
#include "tests/services/ingest/violations.h"

namespace fangzhi::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kRequestId[] = "5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a11";

using IngestServiceTest = IngestTest;

TEST_F(IngestServiceTest, CreatedDocumentIsPendingAndCanBeRead) {
  v1::CreateDocumentRequest request;
  request.mutable_content()->set_text("\uFEFF曹娥街道\r\n");
  request.mutable_document()->set_title("标题");
  request.mutable_document()->set_published("2022-05");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_FALSE(created_.already_exists());
  EXPECT_EQ(created_.document().state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(created_.document().text(), "");
  EXPECT_EQ(created_.document().text_length(), 7);
  EXPECT_EQ(created_.document().media_type(), "text/plain");
  EXPECT_TRUE(created_.document().has_create_time());
  EXPECT_EQ(stored_, 1);

  const auto document = Get(created_.document().name());
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text(), "\uFEFF曹娥街道\r\n");
  EXPECT_EQ(document->title(), "标题");
  EXPECT_EQ(Get(created_.document().name(), v1::DOCUMENT_VIEW_BASIC)->text(), "");
}

TEST_F(IngestServiceTest, SameTextIsTheSameDocumentHoweverItComes) {
  ASSERT_TRUE(CreateText("曹娥街道").ok());
  const std::string name = created_.document().name();
  v1::CreateDocumentRequest request;
  request.mutable_content()->set_bytes("\xb2\xdc\xb6\xf0\xbd\xd6\xb5\xc0");
  request.mutable_content()->set_charset("GB18030");
  request.mutable_document()->set_published("2023");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_TRUE(created_.already_exists());
  EXPECT_EQ(created_.document().name(), name);
  EXPECT_EQ(created_.document().published(), "");
  EXPECT_EQ(stored_, 1);
}

TEST_F(IngestServiceTest, BytesAreDecoded) {
  v1::CreateDocumentRequest request;
  request.mutable_content()->set_bytes("\xb2\xdc\xb6\xf0");
  ASSERT_TRUE(Create(request).ok());
  EXPECT_EQ(created_.document().charset(), "GB18030");
  EXPECT_EQ(Get(created_.document().name())->text(), "曹娥");
}

TEST_F(IngestServiceTest, RequestIdMakesARetrySafe) {
  ASSERT_TRUE(CreateText("曹娥街道", kRequestId).ok());
  const std::string name = created_.document().name();
  ASSERT_TRUE(CreateText("曹娥街道", kRequestId).ok());
  EXPECT_EQ(created_.document().name(), name);
  EXPECT_FALSE(created_.already_exists());
  EXPECT_THAT(ViolatedFields(CreateText("东关街道", kRequestId)), ElementsAre("request_id"));
  ASSERT_TRUE(Delete(name).ok());
  EXPECT_THAT(ViolatedFields(CreateText("曹娥街道", kRequestId)), ElementsAre("request_id"));
}

TEST_F(IngestServiceTest, BadRequestNamesEveryField) {
  v1::CreateDocumentRequest request;
  request.mutable_document()->set_published("2022-13");
  request.set_request_id("1");
  EXPECT_THAT(ViolatedFields(Create(request)), ElementsAre("document.published", "request_id", "content"));
  EXPECT_EQ(stored_, 0);
}

TEST_F(IngestServiceTest, LargestTextGoesThroughUnaryCalls) {
  ASSERT_TRUE(CreateText(std::string(2 << 20, 'x')).ok());
  EXPECT_EQ(Get(created_.document().name())->text().size(), size_t{2 << 20});
}

TEST_F(IngestServiceTest, DeletedDocumentIsGoneAndItsTextIsNew) {
  ASSERT_TRUE(CreateText("曹娥街道").ok());
  const std::string name = created_.document().name();
  ASSERT_TRUE(Delete(name).ok());
  EXPECT_TRUE(absl::IsNotFound(Delete(name)));
  EXPECT_TRUE(absl::IsNotFound(Get(name).status()));
  ASSERT_TRUE(CreateText("曹娥街道").ok());
  EXPECT_FALSE(created_.already_exists());
  EXPECT_NE(created_.document().name(), name);
}

TEST_F(IngestServiceTest, UnknownNamesAreNotFoundWithTheirResource) {
  const absl::Status status = Get("documents/01ARZ3NDEKTSV4RRFFQ69G5FAV").status();
  EXPECT_TRUE(absl::IsNotFound(status));
  const auto resource = rpc::GetDetail<google::rpc::ResourceInfo>(status);
  ASSERT_TRUE(resource.has_value());
  EXPECT_EQ(resource->resource_type(), "fangzhi.v1.Document");
  EXPECT_EQ(resource->resource_name(), "documents/01ARZ3NDEKTSV4RRFFQ69G5FAV");
  EXPECT_TRUE(absl::IsNotFound(Delete("documents/unknown")));
}

TEST_F(IngestServiceTest, MalformedNamesAndViewsAreInvalid) {
  EXPECT_THAT(ViolatedFields(Get("unknown").status()), ElementsAre("name"));
  EXPECT_THAT(ViolatedFields(Delete("")), ElementsAre("name"));
  EXPECT_THAT(ViolatedFields(Get("documents/x", static_cast<v1::DocumentView>(9)).status()), ElementsAre("view"));
}

TEST_F(IngestServiceTest, ListGoesOnFromItsTokens) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(CreateText("第" + std::to_string(i)).ok());
    names.push_back(created_.document().name());
  }
  std::reverse(names.begin(), names.end());
  v1::ListDocumentsRequest request;
  std::vector<std::string> listed;
  do {
    request.set_page_size(request.page_size() % 2 + 1);
    ASSERT_TRUE(List(request).ok());
    EXPECT_LE(listed_.documents_size(), request.page_size());
    for (const v1::Document& document : listed_.documents()) {
      listed.push_back(document.name());
      EXPECT_EQ(document.text(), "");
    }
    request.set_page_token(listed_.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, names);
}

TEST_F(IngestServiceTest, ListFiltersByState) {
  ASSERT_TRUE(CreateText("曹娥街道").ok());
  v1::ListDocumentsRequest request;
  request.set_state(v1::DOCUMENT_STATE_EXTRACTED);
  ASSERT_TRUE(List(request).ok());
  EXPECT_THAT(listed_.documents(), IsEmpty());
  request.set_state(v1::DOCUMENT_STATE_PENDING);
  ASSERT_TRUE(List(request).ok());
  EXPECT_EQ(listed_.documents_size(), 1);
}

TEST_F(IngestServiceTest, ListRefusesBadArguments) {
  v1::ListDocumentsRequest request;
  request.set_page_size(-1);
  EXPECT_THAT(ViolatedFields(List(request)), ElementsAre("page_size"));
  request.set_page_size(5000);
  EXPECT_TRUE(List(request).ok());
  request.set_state(static_cast<v1::DocumentState>(77));
  EXPECT_THAT(ViolatedFields(List(request)), ElementsAre("state"));
}

TEST_F(IngestServiceTest, TokensThatWereTamperedWithAreInvalid) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(CreateText(std::to_string(i)).ok());
  v1::ListDocumentsRequest request;
  request.set_page_size(1);
  ASSERT_TRUE(List(request).ok());
  const std::string token = listed_.next_page_token();
  ASSERT_THAT(token, testing::Not(IsEmpty()));
  for (const std::string& bad : {token + "A", token.substr(1), std::string("x"), std::string("3"), "A" + token}) {
    request.set_page_token(bad);
    EXPECT_THAT(ViolatedFields(List(request)), ElementsAre("page_token")) << bad;
  }
  request.set_page_token(token);
  EXPECT_TRUE(List(request).ok());
  request.set_state(v1::DOCUMENT_STATE_PENDING);
  EXPECT_THAT(ViolatedFields(List(request)), ElementsAre("page_token"));
}

TEST_F(IngestServiceTest, PageOfLongMetadataStaysBelowTheMessageLimit) {
  std::string source;
  for (int i = 0; i < 2000; ++i) source += "源";
  // The last is durable when all are.
  for (int i = 0; i < 700; ++i) {
    store::NewDocument document;
    document.document.set_source(source);
    document.text = std::to_string(i);
    store_->documents().InsertAsync(std::move(document), [](const absl::StatusOr<store::InsertResult>&) {});
  }
  ASSERT_TRUE(CreateText("700").ok());
  v1::ListDocumentsRequest list;
  list.set_page_size(1000);
  std::set<std::string> names;
  do {
    const absl::Status status = List(list);
    ASSERT_TRUE(status.ok()) << status;
    for (const v1::Document& document : listed_.documents()) names.insert(document.name());
    list.set_page_token(listed_.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(names.size(), 701U);
}

TEST_F(IngestServiceTest, WhatComesLaterSaysSo) {
  {
    grpc::ClientContext context;
    v1::ReextractDocumentsResponse response;
    const grpc::Status status = stub_->ReextractDocuments(&context, {}, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
    EXPECT_THAT(status.error_message(), testing::Not(IsEmpty()));
  }
  grpc::ClientContext context;
  const grpc::Status status = stub_->WatchDocuments(&context, {})->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_THAT(status.error_message(), testing::Not(IsEmpty()));
}

TEST_F(IngestServiceTest, ManyThreadsWithTheSameTextsMakeEachOnce) {
  std::atomic<int> created = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        grpc::ClientContext context;
        v1::CreateDocumentRequest request;
        request.mutable_content()->set_text(std::to_string(i));
        v1::CreateDocumentResponse response;
        if (stub_->CreateDocument(&context, request, &response).ok() && !response.already_exists()) ++created;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(created, 20);
  EXPECT_EQ(stored_, 20);
}

}  // namespace
}  // namespace fangzhi::ingest
