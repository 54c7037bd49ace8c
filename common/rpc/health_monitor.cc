#include "common/rpc/health_monitor.h"

#include <utility>

#include "common/base/logging.h"
#include "common/base/strings.h"
#include "common/rpc/answer.h"
#include "common/rpc/health_service.h"

namespace fangzhi::rpc {

HealthMonitor::HealthMonitor(std::vector<Check> checks, absl::Duration interval, HealthService* health)
    : checks_(std::move(checks)), interval_(interval), health_(health) {
  CheckAll();
  thread_ = std::thread([this] { Run(); });
}

HealthMonitor::~HealthMonitor() { Stop(); }

void HealthMonitor::Stop() {
  {
    MutexLock lock(&mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

void HealthMonitor::CheckAll() {
  bool all = true;
  for (const Check& check : checks_) {
    const absl::Status status = check.checker ? RunGuarded(check.checker) : absl::OkStatus();
    all = all && status.ok();
    const auto [last, first_round] = serving_.emplace(check.service, status.ok());
    if (first_round ? !status.ok() : last->second != status.ok()) {
      if (status.ok()) {
        LogInfo("serving again", {{"service", check.service}});
      } else {
        LogWarning("not serving", {{"service", check.service}, {"reason", ToStd(status.message())}});
      }
    }
    last->second = status.ok();
    health_->SetServing(check.service, status.ok());
  }
  health_->SetServing("", all);
}

void HealthMonitor::Run() {
  while (true) {
    {
      MutexLock lock(&mutex_);
      const auto deadline = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(interval_);
      while (!stopping_ && wake_.WaitUntil(&mutex_, deadline)) {
      }
      if (stopping_) return;
    }
    CheckAll();
  }
}

}  // namespace fangzhi::rpc
