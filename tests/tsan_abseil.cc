// Shows ThreadSanitizer what happens before what within the distribution's gRPC and Abseil, which are not built for it:
// their locks are Abseil's, and the functions that take and release them are defined here anew, around the library's.
// Linked with every test of the ThreadSanitizer build, where the dynamic linker prefers it to libabsl.
#include <absl/base/config.h>
#include <absl/synchronization/mutex.h>
#include <absl/time/time.h>
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

#define FANGZHI_TEXT_OF(name) #name
#define FANGZHI_TEXT(name) FANGZHI_TEXT_OF(name)

// The library's function of which `rest` is the mangled name after Abseil's inline namespace.
template <typename Function>
Function* Original(const char* rest) {
  const std::string inline_namespace = FANGZHI_TEXT(ABSL_OPTION_INLINE_NAMESPACE_NAME);
  const std::string name = "_ZN4absl" + std::to_string(inline_namespace.size()) + inline_namespace + rest;
  void* const function = dlsym(RTLD_NEXT, name.c_str());
  if (function == nullptr) {
    std::fprintf(stderr, "No library has %s\n", name.c_str());
    std::abort();
  }
  return reinterpret_cast<Function*>(function);
}

}  // namespace

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  static auto* const original = Original<void(Mutex*)>("5Mutex4LockEv");
  original(this);
  __tsan_acquire(this);
}

bool Mutex::TryLock() {
  static auto* const original = Original<bool(Mutex*)>("5Mutex7TryLockEv");
  const bool locked = original(this);
  if (locked) __tsan_acquire(this);
  return locked;
}

void Mutex::Unlock() {
  static auto* const original = Original<void(Mutex*)>("5Mutex6UnlockEv");
  __tsan_release(this);
  original(this);
}

void CondVar::Wait(Mutex* mutex) {
  static auto* const original = Original<void(CondVar*, Mutex*)>("7CondVar4WaitEPNS0_5MutexE");
  __tsan_release(mutex);
  original(this, mutex);
  __tsan_acquire(mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  static auto* const original =
      Original<bool(CondVar*, Mutex*, Duration)>("7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE");
  __tsan_release(mutex);
  const bool timed_out = original(this, mutex, timeout);
  __tsan_acquire(mutex);
  return timed_out;
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  static auto* const original =
      Original<bool(CondVar*, Mutex*, Time)>("7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE");
  __tsan_release(mutex);
  const bool timed_out = original(this, mutex, deadline);
  __tsan_acquire(mutex);
  return timed_out;
}

ABSL_NAMESPACE_END
}  // namespace absl
