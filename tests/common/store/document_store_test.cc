#include "common/store/document_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DocumentStoreTest : public StoreTest {
 protected:
  DocumentStore& documents() { return store_.documents(); }

  static NewDocument WithRequest(std::string text, std::string request_id) {
    NewDocument document;
    document.text = std::move(text);
    document.request_id = std::move(request_id);
    return document;
  }
};

FANGZHI_FOR_ALL_BACKENDS(DocumentStoreTest);

TEST_P(DocumentStoreTest, InsertedDocumentIsPendingAndComplete) {
  NewDocument document;
  document.text = "\xEF\xBB\xBF曹娥街道\r\n走访企业752家。";
  document.raw_content = "raw";
  document.media_type = "text/plain";
  document.charset = "GB18030";
  document.document.set_title("题");
  document.document.set_source("上虞日报");
  document.document.set_published("2022-07-01");
  document.document.set_state(v1::DOCUMENT_STATE_FAILED);  // Ignored.
  const auto inserted = documents().Insert(document);
  ASSERT_TRUE(inserted.ok()) << inserted.status();
  EXPECT_FALSE(inserted->already_exists);
  EXPECT_THAT(inserted->document.text(), IsEmpty());

  const auto stored = documents().Get(inserted->document.name(), v1::DOCUMENT_VIEW_FULL);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->text(), document.text);
  EXPECT_EQ(stored->text_length(), 16);
  EXPECT_EQ(stored->title(), "题");
  EXPECT_EQ(stored->source(), "上虞日报");
  EXPECT_EQ(stored->published(), "2022-07-01");
  EXPECT_EQ(stored->media_type(), "text/plain");
  EXPECT_EQ(stored->charset(), "GB18030");
  EXPECT_EQ(stored->content_hash().size(), 64);
  EXPECT_EQ(stored->state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(stored->attempts(), 0);
  EXPECT_EQ(stored->create_time().seconds(), absl::ToUnixSeconds(store_.now()));
  EXPECT_EQ(stored->update_time().seconds(), absl::ToUnixSeconds(store_.now()));
  EXPECT_THAT(documents().Get(stored->name(), v1::DOCUMENT_VIEW_BASIC)->text(), IsEmpty());
}

TEST_P(DocumentStoreTest, ContentHashIsSha256OfTheText) {
  const std::string name = store_.Insert("abc");
  EXPECT_EQ(documents().Get(name, v1::DOCUMENT_VIEW_BASIC)->content_hash(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_P(DocumentStoreTest, TextMayHoldNulCharacters) {
  const std::string text("前\0后", 7);
  const std::string name = store_.Insert(text);
  EXPECT_EQ(documents().Get(name, v1::DOCUMENT_VIEW_FULL)->text(), text);
}

TEST_P(DocumentStoreTest, SameTextIsTheSameDocumentWhateverItsMetadata) {
  const std::string name = store_.Insert("同一篇", "2022");
  NewDocument again;
  again.text = "同一篇";
  again.document.set_title("另一个标题");
  const auto second = documents().Insert(again);
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->already_exists);
  EXPECT_EQ(second->document.name(), name);
  EXPECT_EQ(second->document.title(), "标题同一篇");
  EXPECT_EQ(documents().List({})->documents.size(), 1);
}

TEST_P(DocumentStoreTest, RequestIsAnsweredAsTheFirstTimeEvenAfterReopening) {
  const auto first = documents().Insert(WithRequest("甲", "id-1"));
  store_.Advance(absl::Hours(24 * 400));
  store_.Reopen();
  const auto replay = documents().Insert(WithRequest("甲", "id-1"));
  ASSERT_TRUE(replay.ok()) << replay.status();
  EXPECT_FALSE(replay->already_exists);
  EXPECT_EQ(replay->document.name(), first->document.name());

  const auto known = documents().Insert(WithRequest("甲", "id-2"));
  EXPECT_TRUE(known->already_exists);
  EXPECT_TRUE(documents().Insert(WithRequest("甲", "id-2"))->already_exists);
}

TEST_P(DocumentStoreTest, RequestWithAnotherTextIsRefused) {
  ASSERT_TRUE(documents().Insert(WithRequest("甲", "id")).ok());
  EXPECT_EQ(documents().Insert(WithRequest("乙", "id")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(documents().List({})->documents.size(), 1);
}

TEST_P(DocumentStoreTest, RetryAfterDeletionBringsNothingBack) {
  const auto first = documents().Insert(WithRequest("甲", "id"));
  ASSERT_TRUE(documents().Delete(first->document.name()).ok());
  EXPECT_EQ(documents().Insert(WithRequest("甲", "id")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(documents().List({})->documents, IsEmpty());
}

TEST_P(DocumentStoreTest, DeletedTextIsANewDocument) {
  const std::string first = store_.InsertWith("甲", {MakeRecord(1)});
  ASSERT_TRUE(documents().Delete(first).ok());
  EXPECT_EQ(documents().Get(first, v1::DOCUMENT_VIEW_BASIC).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(documents().Delete(first).code(), absl::StatusCode::kNotFound);
  const std::string second = store_.Insert("甲");
  EXPECT_NE(second, first);
  EXPECT_GT(second, first);
  EXPECT_EQ(documents().Get(second, v1::DOCUMENT_VIEW_BASIC)->record_count(), 0);
}

TEST_P(DocumentStoreTest, BadTextsAndDatesAreRefused) {
  NewDocument document;
  EXPECT_EQ(documents().Insert(document).status().code(), absl::StatusCode::kInvalidArgument);
  document.text = "\xff";
  EXPECT_EQ(documents().Insert(document).status().code(), absl::StatusCode::kInvalidArgument);
  document.text = "好";
  document.document.set_published("2022-13");
  EXPECT_EQ(documents().Insert(document).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(DocumentStoreTest, NamesThatAreNoneAreNotFound) {
  for (const char* name : {"", "documents/", "documents/1", "records/1", "documents/01ARZ3NDEKTSV4RRFFQ69G5FAV"}) {
    EXPECT_EQ(documents().Get(name, v1::DOCUMENT_VIEW_FULL).status().code(), absl::StatusCode::kNotFound) << name;
    EXPECT_EQ(documents().Delete(name).code(), absl::StatusCode::kNotFound) << name;
  }
}

TEST_P(DocumentStoreTest, NamesAreInOrderOfCreationEvenWhereTheClockGoesBack) {
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) {
    store_.Advance(absl::Milliseconds(i % 3 == 0 ? -5000 : 7));
    if (i == 10) store_.Reopen();
    names.push_back(store_.Insert(std::to_string(i)));
    EXPECT_EQ(names.back().size(), std::string_view("documents/").size() + 26);
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

TEST_P(DocumentStoreTest, ListGivesTheNewestFirstPageByPage) {
  std::vector<std::string> expected;
  for (int i = 0; i < 7; ++i) expected.insert(expected.begin(), store_.Insert(std::to_string(i)));
  std::vector<std::string> listed;
  DocumentListOptions options{.page_size = 3};
  int pages = 0;
  do {
    const auto page = documents().List(options);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::Document& document : page->documents) {
      listed.push_back(document.name());
      EXPECT_THAT(document.text(), IsEmpty());
    }
    options.cursor = page->next_cursor;
    // What comes meanwhile is newer than what is still to be listed.
    store_.Insert("meanwhile " + std::to_string(++pages));
  } while (!options.cursor.empty());
  EXPECT_EQ(listed, expected);
  EXPECT_EQ(pages, 3);
}

TEST_P(DocumentStoreTest, LastPageThatIsFullHasNoCursor) {
  for (int i = 0; i < 4; ++i) store_.Insert(std::to_string(i));
  const auto first = documents().List({.page_size = 2});
  const auto second = documents().List({.page_size = 2, .cursor = first->next_cursor});
  EXPECT_EQ(second->documents.size(), 2);
  EXPECT_THAT(second->next_cursor, IsEmpty());
}

TEST_P(DocumentStoreTest, ListOfAStateLeavesTheOthersOut) {
  const std::string extracted = store_.InsertWith("甲", {});
  const std::string pending = store_.Insert("乙");
  EXPECT_THAT(NamesOf(documents().List({.state = v1::DOCUMENT_STATE_EXTRACTED})->documents), ElementsAre(extracted));
  EXPECT_THAT(NamesOf(documents().List({.state = v1::DOCUMENT_STATE_PENDING})->documents), ElementsAre(pending));
  EXPECT_THAT(documents().List({.state = v1::DOCUMENT_STATE_FAILED})->documents, IsEmpty());
}

TEST_P(DocumentStoreTest, ForeignCursorIsRefused) {
  for (const char* cursor : {"x", "-1", "0", "9999999999999999999999"}) {
    EXPECT_EQ(documents().List({.cursor = cursor}).status().code(), absl::StatusCode::kInvalidArgument) << cursor;
  }
}

TEST_P(DocumentStoreTest, ThreadsInsertingTheSameTextMakeOneDocument) {
  std::atomic<int> created = 0;
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 20; ++j) {
        NewDocument document;
        document.text = "文" + std::to_string(j);
        const auto inserted = documents().Insert(std::move(document));
        if (inserted.ok() && !inserted->already_exists) ++created;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(created, 20);
  EXPECT_EQ(documents().List({})->documents.size(), 20);
}

TEST_P(DocumentStoreTest, AnswersAreDurable) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) names.insert(names.begin(), store_.Insert(std::to_string(i)));
  store_.Reopen();
  EXPECT_EQ(NamesOf(documents().List({})->documents), names);
}

}  // namespace
}  // namespace fangzhi::store
