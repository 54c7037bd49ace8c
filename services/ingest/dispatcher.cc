#include "services/ingest/dispatcher.h"

#include <absl/random/random.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "common/base/logging.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/rpc/answer.h"

namespace fangzhi::ingest {
namespace {

// How long the loop waits at most before it looks at its clock again, and before it notices that it shall stop while
// extraction is out of reach.
constexpr absl::Duration kClockInterval = absl::Seconds(1);
constexpr absl::Duration kReachInterval = absl::Milliseconds(200);
// Of kReachInterval, before the log says that extraction is out of reach.
constexpr int kPatientRounds = 10;

std::function<double()> MakeRandom() {
  return [generator = std::make_shared<absl::BitGen>()] { return absl::Uniform(*generator, 0.0, 1.0); };
}

}  // namespace

Dispatcher::Dispatcher(store::DocumentStore* documents, ExtractionClient* client, const DispatcherOptions& options)
    : documents_(documents),
      client_(client),
      options_(options),
      random_(options.random ? options.random : MakeRandom()),
      pool_(options.concurrency, static_cast<size_t>(2 * options.concurrency)) {
  // Where this fails they run out by themselves.
  if (const absl::Status status = documents_->ReleaseLeases(); !status.ok()) {
    LogWarning("cannot release leases", {{"reason", ToStd(status.message())}});
  }
  loop_ = std::thread([this] { Loop(); });
}

Dispatcher::~Dispatcher() { Stop(); }

void Dispatcher::Wake() {
  MutexLock lock(&mutex_);
  if (woken_) return;
  woken_ = true;
  changed_.NotifyAll();
}

void Dispatcher::Stop() {
  {
    MutexLock lock(&mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  client_->CancelAll();
  if (loop_.joinable()) loop_.join();
  pool_.Stop();
}

void Dispatcher::Loop() {
  while (const int room = WaitForWork()) {
    if (!WaitForExtraction()) return;
    ClaimAndDispatch(room);
  }
}

int Dispatcher::WaitForWork() {
  MutexLock lock(&mutex_);
  while (!stopping_) {
    // As many as are at extraction are claimed beforehand: each claim costs a disk flush.
    const bool has_room = under_way_ <= options_.concurrency;
    const absl::Duration wait = next_time_ - options_.clock();
    if (has_room && (woken_ || wait <= absl::ZeroDuration())) {
      woken_ = false;
      return 2 * options_.concurrency - under_way_;
    }
    if (!has_room || wait == absl::InfiniteDuration()) {
      changed_.Wait(&mutex_);
    } else {
      changed_.WaitFor(&mutex_, absl::ToChronoNanoseconds(std::min(wait, kClockInterval)));
    }
  }
  return 0;
}

bool Dispatcher::WaitForExtraction() {
  int rounds = 0;
  while (!client_->IsReachable(kReachInterval)) {
    if (++rounds == kPatientRounds) LogWarning("extraction is out of reach; documents wait");
    MutexLock lock(&mutex_);
    if (stopping_) return false;
  }
  if (rounds >= kPatientRounds) LogInfo("extraction is within reach again");
  return true;
}

void Dispatcher::ClaimAndDispatch(int limit) {
  absl::StatusOr<store::ClaimBatch> batch = documents_->ClaimPending(limit, options_.lease, options_.clock());
  std::vector<store::ClaimedDocument> suspects;
  {
    MutexLock lock(&mutex_);
    if (!batch.ok()) {
      LogWarning("cannot claim documents", {{"reason", ToStd(batch.status().message())}});
      next_time_ = options_.clock() + ServiceDelay();
      return;
    }
    next_time_ = batch->next_time;
    const auto is_suspect = [this](const store::ClaimedDocument& claimed) {
      mutex_.AssertHeld();
      return suspects_.contains(claimed.claim.name);
    };
    const auto first = std::stable_partition(batch->documents.begin(), batch->documents.end(), std::not_fn(is_suspect));
    std::move(first, batch->documents.end(), std::back_inserter(suspects));
    batch->documents.erase(first, batch->documents.end());
  }
  for (store::ClaimedDocument& claimed : batch->documents) Dispatch(std::move(claimed), /*alone=*/false);
  for (store::ClaimedDocument& claimed : suspects) {
    WaitUntilIdle();
    Dispatch(std::move(claimed), /*alone=*/true);
    WaitUntilIdle();
  }
}

void Dispatcher::Dispatch(store::ClaimedDocument claimed, bool alone) {
  {
    MutexLock lock(&mutex_);
    if (stopping_) return;
    ++under_way_;
  }
  // Never refused: the pool has room for as many as are ever under way.
  pool_.Submit([this, alone, claimed = std::move(claimed)] {
    Process(claimed, alone);
    MutexLock lock(&mutex_);
    --under_way_;
    changed_.NotifyAll();
  });
}

void Dispatcher::WaitUntilIdle() {
  MutexLock lock(&mutex_);
  while (under_way_ > 0) changed_.Wait(&mutex_);
}

void Dispatcher::Process(const store::ClaimedDocument& claimed, bool alone) {
  store::Extraction extraction;
  const absl::Status status = rpc::RunGuarded([&]() -> absl::Status {
    ASSIGN_OR_RETURN(extraction, client_->Extract(claimed.document, options_.timeout));
    return absl::OkStatus();
  });
  if (status.ok()) {
    Commit(claimed, extraction);
  } else {
    Fail(claimed.claim, status, alone);
  }
}

void Dispatcher::Commit(const store::ClaimedDocument& claimed, const store::Extraction& extraction) {
  const std::string& name = claimed.claim.name;
  const absl::Status status = documents_->CommitExtraction(claimed.claim, extraction).status();
  if (absl::IsInvalidArgument(status)) {
    LogError("records are malformed", {{"document", name}, {"reason", ToStd(status.message())}});
    return Fail(claimed.claim, absl::InternalError("its records are not well-formed"), /*alone=*/true);
  }
  if (!status.ok() && !absl::IsNotFound(status)) {
    LogWarning("cannot commit records", {{"document", name}, {"reason", ToStd(status.message())}});
    store::Failure failure;
    failure.reason = "The records could not be stored.";
    failure.counts = false;
    {
      MutexLock lock(&mutex_);
      failure.retry_time = options_.clock() + ServiceDelay();
    }
    return Record(claimed.claim, failure);
  }
  LogInfo(status.ok() ? "extracted" : "deleted before its records were stored",
          {{"document", name}, {"attempt", claimed.claim.attempt}, {"records", extraction.records.size()}});
  MutexLock lock(&mutex_);
  service_failures_ = 0;
  suspects_.erase(name);
}

Blame Dispatcher::BlameOf(const absl::Status& status, bool alone) {
  const Blame blame = BlameFor(status);
  if (blame == Blame::kSuspicion && alone) return Blame::kDocument;
  if (blame != Blame::kTimeout) return blame;
  // A server that hangs over one document still says that it serves; one that is stopped says nothing.
  return client_->IsServing(options_.probe_timeout) ? Blame::kDocument : Blame::kService;
}

void Dispatcher::Fail(const store::Claim& claim, const absl::Status& status, bool alone) {
  const Blame blame = BlameOf(status, alone);
  store::Failure failure;
  failure.reason = ReasonFor(status);
  failure.counts = blame == Blame::kDocument || blame == Blame::kRefusal;
  failure.final = blame == Blame::kRefusal || (failure.counts && claim.attempt >= options_.max_attempts);
  {
    MutexLock lock(&mutex_);
    // The next process sends it again.
    if (stopping_) return;
    failure.retry_time = options_.clock() +
                         (failure.counts ? options_.document_backoff.After(claim.attempt, random_()) : ServiceDelay());
    if (blame == Blame::kSuspicion) suspects_.insert(claim.name);
    if (failure.final) suspects_.erase(claim.name);
  }
  LogWarning(failure.final ? "extraction failed for good" : "extraction failed; it is tried again",
             {{"document", claim.name},
              {"attempt", claim.attempt},
              {"counts", failure.counts},
              {"code", absl::StatusCodeToString(status.code())},
              {"reason", ToStd(status.message())}});
  Record(claim, failure);
}

void Dispatcher::Record(const store::Claim& claim, const store::Failure& failure) {
  const absl::Status status = documents_->RecordFailure(claim, failure);
  if (!status.ok() && !absl::IsNotFound(status)) {
    // The document is claimable again when its lease runs out.
    LogWarning("cannot record a failure", {{"document", claim.name}, {"reason", ToStd(status.message())}});
  }
  MutexLock lock(&mutex_);
  if (absl::IsNotFound(status)) suspects_.erase(claim.name);
  if (!failure.final) next_time_ = std::min(next_time_, failure.retry_time);
}

absl::Duration Dispatcher::ServiceDelay() { return options_.service_backoff.After(++service_failures_, random_()); }

}  // namespace fangzhi::ingest
