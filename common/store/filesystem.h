// What the store needs to know of the filesystem it lies on.

#ifndef FANGZHI_COMMON_STORE_FILESYSTEM_H_
#define FANGZHI_COMMON_STORE_FILESYSTEM_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fangzhi::store {

// Makes the directory that `path` lies in, and those above. PERMISSION_DENIED, RESOURCE_EXHAUSTED, or
// FAILED_PRECONDITION where a file is in the way.
absl::Status MakeParentDirectory(const std::string& path);

// OK where the directory that `path` lies in exists and is on a filesystem of this machine's; else FAILED_PRECONDITION
// that says what to do, or NOT_FOUND. Shared memory and locks of SQLite's write-ahead log work within one machine only.
absl::Status CheckLocalFilesystem(const std::string& path);

// Whether files on a filesystem may be shared with other machines. `magic` is statfs's `f_type`, `type` the type that
// the mount table names, which decides for FUSE; empty: not known.
bool IsNetworkFilesystem(uint64_t magic, std::string_view type);

struct FileIdentity {
  dev_t device;
  ino_t inode;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

// nullopt where there is no file.
std::optional<FileIdentity> IdentifyFile(const std::string& path);

// A lock that one process has at a time; released on destruction and when the process ends.
class FileLock {
 public:
  // UNAVAILABLE where another holds it. Makes the file where there is none, and leaves it.
  static absl::StatusOr<FileLock> Take(const std::string& path);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;  // Owned; -1 when moved from.
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_FILESYSTEM_H_
