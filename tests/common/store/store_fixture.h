#ifndef FANGZHI_TESTS_COMMON_STORE_STORE_FIXTURE_H_
#define FANGZHI_TESTS_COMMON_STORE_STORE_FIXTURE_H_

#include <absl/time/time.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/store.h"
#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::store {

// Where a suite keeps its store. Every backend makes one of these.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual absl::StatusOr<std::unique_ptr<WritableStore>> OpenForWriting(WriteOptions options) = 0;
  virtual absl::StatusOr<std::unique_ptr<Store>> OpenForReading() = 0;
};

class SqliteBackend final : public Backend {
 public:
  absl::StatusOr<std::unique_ptr<WritableStore>> OpenForWriting(WriteOptions options) override;
  absl::StatusOr<std::unique_ptr<Store>> OpenForReading() override;

  std::string path() const { return directory_.File("fangzhi.db"); }
  const std::string& directory() const { return directory_.path(); }

 private:
  TemporaryDirectory directory_;
};

struct BackendParam {
  std::string name;
  std::unique_ptr<Backend> (*make)();

  friend std::ostream& operator<<(std::ostream& out, const BackendParam& param) { return out << param.name; }
};

// All backends, for INSTANTIATE_TEST_SUITE_P; the name is the test's suffix.
std::vector<BackendParam> AllBackends();
std::string NameOfBackend(const testing::TestParamInfo<BackendParam>& info);

#define FANGZHI_FOR_ALL_BACKENDS(suite) \
  INSTANTIATE_TEST_SUITE_P(Backends, suite, testing::ValuesIn(AllBackends()), NameOfBackend)

// Makes a record of the number at `start`, a level of 1 {个} in 曹娥街道 in 2022, for tests to change.
v1::Record MakeRecord(int64_t start, int32_t ordinal = 0);
void SetPeriod(std::string_view notation, v1::Record* record);

// An open store with shorthands. The clock stands still unless advanced.
class OpenStore {
 public:
  explicit OpenStore(Backend* backend);

  DocumentStore& documents() { return store_->documents(); }
  RecordStore& records() { return store_->records(); }
  CatalogUsageStore& usage() { return store_->usage(); }
  WritableStore& store() { return *store_; }

  void Advance(absl::Duration time) { *now_ += time; }
  absl::Time now() const { return *now_; }
  void Reopen();

  // Stores a document with this text and returns its name.
  std::string Insert(std::string_view text, std::string_view published = "2022-07");
  // Claims `name` and commits `records` for it.
  void Extract(const std::string& name, std::vector<v1::Record> records, std::string version = "1");
  std::string InsertWith(std::string_view text, std::vector<v1::Record> records,
                         std::string_view published = "2022-07");
  // Claims whatever is pending and returns the latest claim of `name`.
  Claim ClaimOnly(const std::string& name);
  // Sends it to extraction again and commits.
  void Reextract(const std::string& name, std::vector<v1::Record> records, std::string version);

 private:
  Backend* const backend_;  // Not owned.
  std::shared_ptr<absl::Time> now_;
  std::unique_ptr<WritableStore> store_;
  std::map<std::string, Claim> claims_;
};

class StoreTest : public testing::TestWithParam<BackendParam> {
 protected:
  StoreTest() : backend_(GetParam().make()), store_(backend_.get()) {}

  std::unique_ptr<Backend> backend_;
  OpenStore store_;
};

// The names of records, or of documents.
template <typename Messages>
std::vector<std::string> NamesOf(const Messages& messages) {
  std::vector<std::string> names;
  for (const auto& message : messages) names.push_back(message.name());
  return names;
}

// Every record of a list, page by page.
std::vector<v1::Record> ListAll(const RecordStore& records, RecordListOptions options);

}  // namespace fangzhi::store

#endif  // FANGZHI_TESTS_COMMON_STORE_STORE_FIXTURE_H_
