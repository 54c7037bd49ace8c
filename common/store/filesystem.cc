#include "common/store/filesystem.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "common/base/strings.h"

namespace fangzhi::store {
namespace {

constexpr uint64_t kFuse = 0x65735546;

// f_type of filesystems that other machines may have a hand in; statfs(2) and the kernel's magic.h name them.
constexpr std::array<uint64_t, 14> kNetworkFilesystems = {
    0x6969,      // NFS
    0x517B,      // SMB
    0xFE534D42,  // SMB2
    0xFF534D42,  // CIFS
    0x564C,      // NCP
    0x01021997,  // 9P
    0x5346414F,  // AFS
    0x6B414653,  // kAFS
    0x73757245,  // Coda
    0x00C36400,  // Ceph
    0x0BD00BD0,  // Lustre
    0x01161970,  // GFS2
    0x7461636F,  // OCFS2
    0x786F4256,  // VirtualBox shared folders
};

// The FUSE filesystems that are known to stay on one machine; of the others nothing is known.
constexpr std::array<std::string_view, 3> kLocalFuse = {"fuseblk", "fuse.fuse-overlayfs", "fuse.mergerfs"};

std::string DirectoryOf(const std::string& path) {
  std::string directory = std::filesystem::path(path).parent_path();
  return directory.empty() ? "." : directory;
}

absl::Status FromErrno(int error, std::string_view sentence) {
  const std::string message =
      absl::StrCat(ToAbsl(sentence), ": ", std::error_code(error, std::generic_category()).message());
  switch (error) {
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(message);
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(message);
    case ENOENT:
      return absl::NotFoundError(message);
    case ENOTDIR:
    case EEXIST:
      return absl::FailedPreconditionError(message);
    default:
      return absl::UnavailableError(message);
  }
}

// The type of the filesystem on `device` by /proc/self/mountinfo, whose lines are
// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`. Empty where it is not found.
std::string MountType(dev_t device) {
  const std::string number = absl::StrCat(major(device), ":", minor(device));
  std::ifstream table("/proc/self/mountinfo");
  for (std::string line; std::getline(table, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, ' ');
    if (fields.size() < 3 || fields[2] != number) continue;
    const auto separator = std::ranges::find(fields, "-");
    if (separator != fields.end() && std::next(separator) != fields.end()) return *std::next(separator);
  }
  return "";
}

}  // namespace

absl::Status MakeParentDirectory(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(DirectoryOf(path), error);
  if (error) return FromErrno(error.value(), "the store's directory cannot be made");
  return absl::OkStatus();
}

bool IsNetworkFilesystem(uint64_t magic, std::string_view type) {
  if (magic == kFuse) return std::ranges::find(kLocalFuse, type) == kLocalFuse.end();
  return std::ranges::find(kNetworkFilesystems, magic) != kNetworkFilesystems.end();
}

absl::Status CheckLocalFilesystem(const std::string& path) {
  const std::string directory = DirectoryOf(path);
  struct statfs filesystem {};
  struct stat status {};
  if (statfs(directory.c_str(), &filesystem) != 0 || stat(directory.c_str(), &status) != 0) {
    return FromErrno(errno, "the store's directory cannot be looked at");
  }
  // f_type is signed where the kernel's constants are not.
  const auto magic = static_cast<uint64_t>(static_cast<uint32_t>(filesystem.f_type));
  const std::string type = MountType(status.st_dev);
  if (!IsNetworkFilesystem(magic, type)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the store's directory is on a filesystem that other machines may share (",
                   type.empty() ? "unknown" : type, "), where SQLite's locks do not hold: put it on a local disk"));
}

std::optional<FileIdentity> IdentifyFile(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileIdentity{status.st_dev, status.st_ino};
}

absl::StatusOr<FileLock> FileLock::Take(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return FromErrno(errno, "the store's lock file cannot be made");
  FileLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    return absl::UnavailableError("another process has the store open for writing: only one ingest service may run");
  }
  return FromErrno(errno, "the store's lock cannot be taken");
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace fangzhi::store
