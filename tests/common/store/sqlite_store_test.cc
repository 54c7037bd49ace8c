// Opening, health, refusal and repair of the SQLite store.

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "common/sqlite/database.h"
#include "common/store/migrations.h"
#include "common/store/store.h"
#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::HasSubstr;
using testing::Not;

class SqliteStoreTest : public testing::Test {
 protected:
  // A connection past the store, as another program has it.
  std::unique_ptr<sqlite::Database> OpenRaw() {
    return sqlite::Database::Open(path_, {.mode = sqlite::OpenMode::kCreate}).value();
  }

  void MakeStore() { ASSERT_TRUE(backend_.OpenForWriting({}).ok()); }

  // Makes the store, which is closed, one of the first schema with the same rows.
  void TakeBackToFirstSchema() {
    const std::string old = path_ + ".old";
    {
      const auto db = sqlite::Database::Open(old, {.mode = sqlite::OpenMode::kCreate}).value();
      ASSERT_TRUE(db->Execute(std::string(Migrations().front().sql)).ok());
      ASSERT_TRUE(db->Execute("PRAGMA foreign_keys = OFF; ATTACH '" + path_ + "' AS now").ok());
      for (const char* table : {"documents", "document_texts", "extractors", "indicators", "subjects",
                                "indicator_phrases", "subject_names", "sentences", "records"}) {
        ASSERT_TRUE(db->Execute(absl::StrCat("INSERT INTO ", table, " SELECT * FROM now.", table)).ok()) << table;
      }
      ASSERT_TRUE(db->Execute("INSERT INTO topic_counts SELECT topic, count(*) FROM records GROUP BY topic").ok());
      ASSERT_TRUE(
          db->Execute(absl::StrCat("DETACH now; PRAGMA user_version = 1; PRAGMA application_id = ", kApplicationId))
              .ok());
    }
    std::filesystem::rename(old, path_);
  }

  SqliteBackend backend_;
  const std::string path_ = backend_.path();
};

TEST_F(SqliteStoreTest, WriterMakesDirectoryAndFile) {
  const std::string deep = backend_.directory() + "/a/b/fangzhi.db";
  ASSERT_TRUE(OpenForWriting(deep).ok());
  EXPECT_TRUE(std::filesystem::exists(deep));
  EXPECT_TRUE(OpenForReading(deep).ok());
}

TEST_F(SqliteStoreTest, NewStoreIsMarkedAndInWalMode) {
  MakeStore();
  const auto db = OpenRaw();
  EXPECT_EQ(db->QueryInt("PRAGMA application_id").value(), kApplicationId);
  EXPECT_EQ(db->QueryInt("PRAGMA user_version").value(), SchemaVersion());
  auto mode = db->Prepare("PRAGMA journal_mode");
  ASSERT_TRUE(mode->Step().value());
  EXPECT_EQ(mode->Text(0), "wal");
  auto check = db->Prepare("PRAGMA integrity_check");
  ASSERT_TRUE(check->Step().value());
  EXPECT_EQ(check->Text(0), "ok");
}

TEST_F(SqliteStoreTest, EveryTableIsStrict) {
  MakeStore();
  const auto db = OpenRaw();
  EXPECT_EQ(db->QueryInt("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                         "AND name NOT LIKE 'sqlite%' AND strict = 0")
                .value(),
            0);
}

TEST_F(SqliteStoreTest, OneWriterAtATime) {
  const auto first = OpenForWriting(path_);
  ASSERT_TRUE(first.ok());
  const absl::Status second = OpenForWriting(path_).status();
  EXPECT_EQ(second.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(second.message()), Not(HasSubstr(backend_.directory())));
}

TEST_F(SqliteStoreTest, ReaderOfAStoreThatIsNotThereYetMayTryAgain) {
  EXPECT_EQ(OpenForReading(path_).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_FALSE(std::filesystem::exists(path_));
  std::ofstream(path_).close();
  EXPECT_EQ(OpenForReading(path_).status().code(), absl::StatusCode::kUnavailable);
  MakeStore();
  EXPECT_TRUE(OpenForReading(path_).ok());
}

TEST_F(SqliteStoreTest, NewerSchemaIsRefusedAndLeftAlone) {
  MakeStore();
  ASSERT_TRUE(OpenRaw()->Execute("PRAGMA user_version = 1000").ok());
  for (const absl::Status& status : {OpenForWriting(path_).status(), OpenForReading(path_).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(status.message()), HasSubstr("newer"));
  }
  EXPECT_EQ(OpenRaw()->QueryInt("PRAGMA user_version").value(), 1000);
}

TEST_F(SqliteStoreTest, DatabaseOfAnotherProgramIsRefusedAndLeftAlone) {
  ASSERT_TRUE(OpenRaw()->Execute("CREATE TABLE customers (id INTEGER)").ok());
  EXPECT_EQ(OpenForWriting(path_).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(OpenForReading(path_).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(OpenRaw()->QueryInt("SELECT count(*) FROM sqlite_schema").value(), 1);
  auto mode = OpenRaw();
  auto journal = mode->Prepare("PRAGMA journal_mode");
  ASSERT_TRUE(journal->Step().value());
  EXPECT_EQ(journal->Text(0), "delete");
}

TEST_F(SqliteStoreTest, FileThatIsNoDatabaseIsRefusedAndLeftAlone) {
  const std::string letter(10000, 'x');
  std::ofstream(path_) << letter;
  EXPECT_EQ(OpenForWriting(path_).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(OpenForReading(path_).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(std::filesystem::file_size(path_), letter.size());
}

TEST_F(SqliteStoreTest, OlderSchemaMakesReadersWait) {
  MakeStore();
  ASSERT_TRUE(OpenRaw()->Execute("PRAGMA user_version = 0").ok());
  const absl::Status status = OpenForReading(path_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("ingest"));
}

TEST_F(SqliteStoreTest, HealthTellsOfALostOrReplacedFileAndOfAnotherSchema) {
  MakeStore();
  const auto reader = OpenForReading(path_);
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE((*reader)->Check().ok());

  ASSERT_TRUE(OpenRaw()->Execute("PRAGMA user_version = 1000").ok());
  EXPECT_EQ((*reader)->Check().code(), absl::StatusCode::kUnavailable);
  ASSERT_TRUE(OpenRaw()->Execute(absl::StrCat("PRAGMA user_version = ", SchemaVersion())).ok());
  EXPECT_TRUE((*reader)->Check().ok());

  std::filesystem::rename(path_, path_ + ".away");
  EXPECT_EQ((*reader)->Check().code(), absl::StatusCode::kUnavailable);
  std::filesystem::copy_file(path_ + ".away", path_);
  EXPECT_EQ((*reader)->Check().code(), absl::StatusCode::kUnavailable);
}

TEST_F(SqliteStoreTest, ReaderServesOnWhenTheWriterComesAndGoes) {
  OpenStore store(&backend_);
  const auto reader = OpenForReading(path_);
  ASSERT_TRUE(reader.ok());
  for (int i = 1; i <= 3; ++i) {
    store.InsertWith(std::to_string(i), {MakeRecord(1)});
    EXPECT_EQ((*reader)->records().List({})->records.size(), i);
    store.Reopen();
    EXPECT_EQ((*reader)->records().List({})->records.size(), i);
    EXPECT_TRUE((*reader)->Check().ok());
  }
}

TEST_F(SqliteStoreTest, ReaderChangesNothing) {
  OpenStore store(&backend_);
  store.InsertWith("甲", {MakeRecord(1)});
  const auto db = sqlite::Database::Open(path_, {.mode = sqlite::OpenMode::kRead}).value();
  for (const char* sql : {"DELETE FROM records", "CREATE TABLE x (a INTEGER)", "PRAGMA user_version = 5"}) {
    EXPECT_FALSE(db->Execute(sql).ok()) << sql;
  }
}

TEST_F(SqliteStoreTest, DirectoryThatCannotBeMadeIsAClearError) {
  std::ofstream(backend_.directory() + "/file") << "x";
  const absl::Status status = OpenForWriting(backend_.directory() + "/file/fangzhi.db").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr(backend_.directory())));
}

TEST_F(SqliteStoreTest, DamagedStoreIsDataLoss) {
  {
    OpenStore store(&backend_);
    for (int i = 0; i < 20; ++i) {
      std::vector<v1::Record> records;
      for (int j = 0; j < 50; ++j) records.push_back(MakeRecord(j));
      store.InsertWith(std::to_string(i), std::move(records));
    }
  }
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path_));
    file.seekp(size / 4);
    file << std::string(static_cast<size_t>(size / 4 * 3), '\x5a');
  }
  const auto reader = OpenForReading(path_);
  const absl::Status status = reader.ok() ? (*reader)->records().List({.page_size = 1000}).status() : reader.status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("SELECT")));
}

// What the body returns in a child process; 0 is success. Limits and signals of the child stay its own.
template <typename Body>
int InChild(Body body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(SqliteStoreTest, DirectoryThatMustNotBeWrittenIsPermissionDenied) {
  std::filesystem::permissions(backend_.directory(), std::filesystem::perms(0555));
  const int result = InChild([&] {
    constexpr uid_t kNobody = 65534;
    if (geteuid() == 0 && setuid(kNobody) != 0) return 2;
    return OpenForWriting(path_).status().code() == absl::StatusCode::kPermissionDenied ? 0 : 3;
  });
  EXPECT_EQ(result, 0);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(SqliteStoreTest, FullDiskRefusesWithoutHarm) {
  // A limit on the size of files serves as a disk that is full.
  const int result = InChild([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    auto store = OpenForWriting(path_);
    if (!store.ok()) return 2;
    const rlimit limit{6 << 20, 6 << 20};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 3;
    int stored = 0;
    absl::Status status;
    for (; status.ok() && stored < 1000; ++stored) {
      NewDocument document;
      document.text = absl::StrCat(stored, std::string(100000, 'x'));
      status = (*store)->documents().Insert(std::move(document)).status();
    }
    if (status.code() != absl::StatusCode::kResourceExhausted) return 4;
    // What needs less room may still be done, and what was acknowledged is there.
    const auto page = (*store)->documents().List({.page_size = 1000});
    if (!page.ok() || static_cast<int>(page->documents.size()) != stored - 1) return 5;
    return 0;
  });
  ASSERT_EQ(result, 0);
  OpenStore store(&backend_);
  EXPECT_GT(store.documents().List({.page_size = 1000})->documents.size(), 10);
  store.InsertWith("there is room again", {MakeRecord(1)});
  EXPECT_EQ(OpenRaw()
                ->QueryInt("SELECT count(*) FROM documents AS d LEFT JOIN document_texts AS t ON t.document = d.id "
                           "WHERE t.document IS NULL")
                .value(),
            0);
}

// Marks `duplicate` as a near duplicate of `first`, as the service that finds families does.
void LinkFamily(sqlite::Database* db, const std::string& first, const std::string& duplicate) {
  const auto id = [](const std::string& name) { return name.substr(std::string_view("documents/").size()); };
  auto link = db->Prepare(
      "UPDATE documents SET near_duplicate_of = (SELECT id FROM documents WHERE name = ?1) "
      "WHERE name = ?2");
  link->BindAll(id(first), id(duplicate));
  ASSERT_TRUE(link->Run().ok());
}

TEST_F(SqliteStoreTest, NearDuplicatesAreLeftOutUntilTheFirstOfTheirFamilyIsDeleted) {
  OpenStore store(&backend_);
  const std::string first = store.InsertWith("甲", {MakeRecord(1)});
  const std::string second = store.Insert("乙");
  const std::string third = store.Insert("丙");
  LinkFamily(OpenRaw().get(), first, second);
  LinkFamily(OpenRaw().get(), first, third);
  store.Extract(second, {MakeRecord(2), MakeRecord(3)});
  store.Extract(third, {MakeRecord(4)});

  const auto count = [&] { return store.usage().Regions({"regions/330604001"}).value()[0].record_count; };
  EXPECT_EQ(store.records().List({})->records.size(), 1);
  EXPECT_EQ(store.records().List({.vintage = {.show_near_duplicates = true}})->records.size(), 4);
  EXPECT_EQ(store.documents().Get(second, v1::DOCUMENT_VIEW_BASIC)->near_duplicate_of(), first);
  EXPECT_EQ(count(), 1);

  ASSERT_TRUE(store.documents().Delete(first).ok());
  EXPECT_EQ(store.documents().Get(second, v1::DOCUMENT_VIEW_BASIC)->near_duplicate_of(), "");
  EXPECT_EQ(store.documents().Get(third, v1::DOCUMENT_VIEW_BASIC)->near_duplicate_of(), second);
  EXPECT_EQ(store.records().List({})->records.size(), 2);
  EXPECT_EQ(count(), 2);
}

TEST_F(SqliteStoreTest, DeletionLeavesNoRowOfTheDocument) {
  OpenStore store(&backend_);
  v1::Record record = MakeRecord(1);
  record.add_attributions()->set_rule("x");
  const std::string name = store.InsertWith("甲", {record});
  store.Reextract(name, {record, MakeRecord(2)}, "2");
  NewDocument raw;
  raw.text = "乙";
  raw.raw_content = "bytes";
  const std::string other = store.documents().Insert(raw)->document.name();
  ASSERT_TRUE(store.documents().Delete(name).ok());
  ASSERT_TRUE(store.documents().Delete(other).ok());
  const auto db = OpenRaw();
  for (const char* table : {"documents", "document_texts", "document_contents", "records", "record_attributions",
                            "sentences", "subject_names", "indicator_phrases"}) {
    EXPECT_EQ(db->QueryInt(absl::StrCat("SELECT count(*) FROM ", table)).value(), 0) << table;
  }
}

TEST_F(SqliteStoreTest, StoreOfTheFirstSchemaIsMigratedWithItsRecords) {
  v1::Record contested = MakeRecord(1);
  contested.mutable_quantity()->set_value("7");
  {
    OpenStore store(&backend_);
    store.InsertWith("甲", {MakeRecord(1)});
    store.InsertWith("乙", {contested});
  }
  TakeBackToFirstSchema();
  OpenStore store(&backend_);
  EXPECT_EQ(store.records().Search({.words = {"曹娥"}})->hits.size(), 2U);
  EXPECT_EQ(store.records().List({.contested = true})->records.size(), 2U);
  const auto available = store.records().Availability({});
  EXPECT_EQ(available->record_count, 2);
  for (const auto& dimension : available->dimensions) EXPECT_GE(dimension.values.size(), 1U);
  EXPECT_EQ(store.usage().UsedTopics()->size(), 1U);
}

TEST_F(SqliteStoreTest, SentenceIsKeptOnceForItsRecords) {
  OpenStore store(&backend_);
  store.InsertWith("甲", {MakeRecord(1), MakeRecord(2), MakeRecord(150)});
  EXPECT_EQ(OpenRaw()->QueryInt("SELECT count(*) FROM sentences").value(), 2);
}

}  // namespace
}  // namespace fangzhi::store
