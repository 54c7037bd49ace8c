#include "common/store/filesystem.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::store {
namespace {

TEST(FilesystemTest, NetworkFilesystemsAreKnownByNumber) {
  EXPECT_TRUE(IsNetworkFilesystem(0x6969, "nfs4"));
  EXPECT_TRUE(IsNetworkFilesystem(0xFF534D42, "cifs"));
  EXPECT_TRUE(IsNetworkFilesystem(0xFE534D42, ""));
  EXPECT_TRUE(IsNetworkFilesystem(0x01021997, "9p"));
  EXPECT_FALSE(IsNetworkFilesystem(0xEF53, "ext4"));
  EXPECT_FALSE(IsNetworkFilesystem(0x58465342, "xfs"));
  EXPECT_FALSE(IsNetworkFilesystem(0x794C7630, "overlay"));
  EXPECT_FALSE(IsNetworkFilesystem(0x01021994, "tmpfs"));
}

TEST(FilesystemTest, FuseIsRefusedUnlessKnownToBeLocal) {
  constexpr uint64_t kFuse = 0x65735546;
  EXPECT_TRUE(IsNetworkFilesystem(kFuse, "fuse.sshfs"));
  EXPECT_TRUE(IsNetworkFilesystem(kFuse, "fuse.gcsfuse"));
  EXPECT_TRUE(IsNetworkFilesystem(kFuse, ""));
  EXPECT_FALSE(IsNetworkFilesystem(kFuse, "fuseblk"));
  EXPECT_FALSE(IsNetworkFilesystem(kFuse, "fuse.fuse-overlayfs"));
}

TEST(FilesystemTest, DirectoryOfTheTestsIsLocal) {
  const TemporaryDirectory directory;
  EXPECT_TRUE(CheckLocalFilesystem(directory.File("x.db")).ok());
  EXPECT_EQ(CheckLocalFilesystem(directory.File("absent/x.db")).code(), absl::StatusCode::kNotFound);
}

TEST(FilesystemTest, ParentDirectoriesAreMade) {
  const TemporaryDirectory directory;
  ASSERT_TRUE(MakeParentDirectory(directory.File("a/b/x.db")).ok());
  EXPECT_TRUE(std::filesystem::is_directory(directory.File("a/b")));
  EXPECT_TRUE(MakeParentDirectory(directory.File("a/b/x.db")).ok());
  EXPECT_TRUE(MakeParentDirectory("x.db").ok());
  std::ofstream(directory.File("file")) << "x";
  EXPECT_EQ(MakeParentDirectory(directory.File("file/x.db")).code(), absl::StatusCode::kFailedPrecondition);
}

TEST(FilesystemTest, LockIsHeldByOneAtATime) {
  const TemporaryDirectory directory;
  std::optional<FileLock> first = FileLock::Take(directory.File("lock")).value();
  EXPECT_EQ(FileLock::Take(directory.File("lock")).status().code(), absl::StatusCode::kUnavailable);
  first.reset();
  EXPECT_TRUE(FileLock::Take(directory.File("lock")).ok());
}

TEST(FilesystemTest, IdentityTellsAReplacedFile) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("x");
  EXPECT_FALSE(IdentifyFile(path));
  std::ofstream(path) << "a";
  const auto before = IdentifyFile(path);
  EXPECT_EQ(IdentifyFile(path), before);
  std::ofstream(directory.File("y")) << "b";
  std::filesystem::rename(directory.File("y"), path);
  EXPECT_NE(IdentifyFile(path), before);
}

}  // namespace
}  // namespace fangzhi::store
