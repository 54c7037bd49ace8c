#include "services/ingest/import_assembler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/ingest/violations.h"

namespace fangzhi::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::ImportDocumentsRequest Begin(const std::string& key, const std::string& bytes, bool last = false) {
  v1::ImportDocumentsRequest message;
  message.mutable_begin()->set_key(key);
  if (!bytes.empty()) message.mutable_begin()->mutable_content()->set_bytes(bytes);
  message.set_last(last);
  return message;
}

v1::ImportDocumentsRequest Chunk(const std::string& bytes, bool last = false) {
  v1::ImportDocumentsRequest message;
  message.set_chunk(bytes);
  message.set_last(last);
  return message;
}

v1::ImportDocumentsRequest Last() {
  v1::ImportDocumentsRequest message;
  message.set_last(true);
  return message;
}

class ImportAssemblerTest : public ::testing::Test {
 protected:
  void ExpectDocument(const std::vector<ImportedDocument>& done, const std::string& key, const std::string& text) {
    ASSERT_THAT(done, SizeIs(1));
    EXPECT_EQ(done[0].key, key);
    ASSERT_TRUE(done[0].document.ok()) << done[0].document.status();
    EXPECT_EQ(done[0].document->text, text);
  }

  void ExpectRefusal(const std::vector<ImportedDocument>& done, const std::string& key, const std::string& field) {
    ASSERT_THAT(done, SizeIs(1));
    EXPECT_EQ(done[0].key, key);
    EXPECT_THAT(ViolatedFields(done[0].document.status()), ElementsAre(field));
  }

  ImportAssembler assembler_;
};

TEST_F(ImportAssemblerTest, OneMessageIsADocument) {
  ExpectDocument(assembler_.Add(Begin("a", "text", true)), "a", "text");
  ExpectDocument(assembler_.Add(Begin("a", "more", true)), "a", "more");
  EXPECT_THAT(assembler_.End(), IsEmpty());
}

TEST_F(ImportAssemblerTest, ChunksContinueADocument) {
  // A character may be split between chunks.
  EXPECT_THAT(assembler_.Add(Begin("a", "\xE6\x9B")), IsEmpty());
  EXPECT_THAT(assembler_.Add(Chunk("\xB9")), IsEmpty());
  ExpectDocument(assembler_.Add(Chunk("娥", true)), "a", "曹娥");
  EXPECT_THAT(assembler_.Add(Begin("b", "")), IsEmpty());
  EXPECT_THAT(assembler_.Add(Chunk("text")), IsEmpty());
  ExpectDocument(assembler_.Add(Last()), "b", "text");
}

TEST_F(ImportAssemblerTest, MetadataComesWithTheBeginning) {
  v1::ImportDocumentsRequest begin = Begin("a", "x");
  begin.mutable_begin()->mutable_document()->set_published("2022");
  begin.mutable_begin()->set_request_id("5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a11");
  EXPECT_THAT(assembler_.Add(begin), IsEmpty());
  const auto done = assembler_.Add(Last());
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].document->document.published(), "2022");
  EXPECT_EQ(done[0].document->request_id, "5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a11");
}

TEST_F(ImportAssemblerTest, ErrorsAreThoseOfCreateDocument) {
  v1::ImportDocumentsRequest begin = Begin("a", "x", true);
  begin.mutable_begin()->mutable_document()->set_published("soon");
  ExpectRefusal(assembler_.Add(begin), "a", "document.published");
  ExpectRefusal(assembler_.Add(Begin("b", "", true)), "b", "content");
}

TEST_F(ImportAssemblerTest, RestOfARefusedDocumentIsDropped) {
  v1::ImportDocumentsRequest pdf = Begin("pdf", "%PDF");
  pdf.mutable_begin()->mutable_content()->set_media_type("application/pdf");
  ExpectRefusal(assembler_.Add(pdf), "pdf", "content.media_type");
  EXPECT_THAT(assembler_.Add(Chunk("x")), IsEmpty());
  EXPECT_THAT(assembler_.Add(Chunk("x", true)), IsEmpty());
  ExpectDocument(assembler_.Add(Begin("good", "text", true)), "good", "text");
}

TEST_F(ImportAssemblerTest, TooMuchIsRefusedBeforeItIsAllThere) {
  EXPECT_THAT(assembler_.Add(Begin("a", std::string(2 << 20, 'x'))), IsEmpty());
  EXPECT_THAT(assembler_.Add(Chunk(std::string(1 << 20, 'x'))), IsEmpty());
  EXPECT_THAT(assembler_.Add(Chunk(std::string(1 << 20, 'x'))), IsEmpty());
  ExpectRefusal(assembler_.Add(Chunk(std::string(1 << 20, 'x'))), "a", "content.bytes");
  ExpectRefusal(assembler_.Add(Begin("b", std::string((2 << 20) + 1, 'x'))), "b", "content.bytes");
  assembler_.Add(Begin("c", "x"));
  ExpectRefusal(assembler_.Add(Chunk(std::string((1 << 20) + 1, 'x'))), "c", "chunk");
}

TEST_F(ImportAssemblerTest, BadKeysAreRefused) {
  ExpectRefusal(assembler_.Add(Begin("", "x", true)), "", "key");
  ExpectRefusal(assembler_.Add(Begin(std::string(257, 'k'), "x", true)), std::string(256, 'k'), "key");
  ExpectDocument(assembler_.Add(Begin(std::string(256, 'k'), "x", true)), std::string(256, 'k'), "x");
}

TEST_F(ImportAssemblerTest, DocumentWithoutLastMessageIsRefused) {
  EXPECT_THAT(assembler_.Add(Begin("a", "x")), IsEmpty());
  const auto done = assembler_.Add(Begin("b", "text", true));
  ASSERT_THAT(done, SizeIs(2));
  EXPECT_EQ(done[0].key, "a");
  EXPECT_THAT(ViolatedFields(done[0].document.status()), ElementsAre("last"));
  EXPECT_EQ(done[1].key, "b");
  EXPECT_TRUE(done[1].document.ok());
  EXPECT_THAT(assembler_.Add(Begin("c", "x")), IsEmpty());
  ExpectRefusal(assembler_.End(), "c", "last");
}

TEST_F(ImportAssemblerTest, ChunkWithoutDocumentIsRefusedOnce) {
  ExpectRefusal(assembler_.Add(Chunk("x")), "", "chunk");
  EXPECT_THAT(assembler_.Add(Chunk("x")), IsEmpty());
  ExpectDocument(assembler_.Add(Begin("a", "text", true)), "a", "text");
  ExpectRefusal(assembler_.Add(Last()), "", "part");
}

TEST_F(ImportAssemblerTest, ChunkDoesNotContinueText) {
  v1::ImportDocumentsRequest begin = Begin("a", "");
  begin.mutable_begin()->mutable_content()->set_text("x");
  EXPECT_THAT(assembler_.Add(begin), IsEmpty());
  ExpectRefusal(assembler_.Add(Chunk("y", true)), "a", "chunk");
}

TEST_F(ImportAssemblerTest, MalformedMessageIsADocumentRefused) {
  ExpectRefusal(assembler_.AddMalformed(Begin("a", "")), "a", "begin");
  EXPECT_THAT(assembler_.Add(Chunk("rest", true)), IsEmpty());
  EXPECT_THAT(assembler_.Add(Begin("b", "x")), IsEmpty());
  ExpectRefusal(assembler_.AddMalformed({}), "b", "chunk");
  EXPECT_THAT(assembler_.AddMalformed({}), IsEmpty());
  ExpectDocument(assembler_.Add(Begin("c", "text", true)), "c", "text");
  ExpectRefusal(assembler_.AddMalformed(Begin("\xff", "")), "", "begin");
}

}  // namespace
}  // namespace fangzhi::ingest
