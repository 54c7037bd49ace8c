#include "services/query/store_handle.h"

#include <google/rpc/error_details.pb.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "common/rpc/status.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

TEST(StoreHandleTest, IsUnavailableUntilTheStoreCanBeOpened) {
  bool there = false;
  StoreFixture fixture;
  StoreHandle handle([&]() -> absl::StatusOr<std::unique_ptr<store::Store>> {
    if (!there) return absl::UnavailableError("no store yet");
    return store::OpenForReading(fixture.path());
  });
  EXPECT_FALSE(handle.Refresh().ok());
  const absl::Status status = handle.Get().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(rpc::GetDetail<google::rpc::RetryInfo>(status).has_value());
  there = true;
  EXPECT_TRUE(handle.Refresh().ok());
  EXPECT_TRUE(handle.Get().ok());
}

TEST(StoreHandleTest, NoticesThatTheStoreIsGoneAndComesBack) {
  StoreFixture fixture;
  StoreHandle handle([&] { return store::OpenForReading(fixture.path()); });
  ASSERT_TRUE(handle.Refresh().ok());
  const auto held = handle.Get();
  const std::string aside = fixture.path() + ".aside";
  std::filesystem::rename(fixture.path(), aside);
  EXPECT_FALSE(handle.Refresh().ok());
  EXPECT_FALSE(handle.Get().ok());
  EXPECT_TRUE(held.ok()) << "calls under way keep the store they began with";
  std::filesystem::rename(aside, fixture.path());
  EXPECT_TRUE(handle.Refresh().ok());
  EXPECT_TRUE(handle.Get().ok());
}

}  // namespace
}  // namespace fangzhi::query
