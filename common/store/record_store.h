// Reads indicator records.

#ifndef FANGZHI_COMMON_STORE_RECORD_STORE_H_
#define FANGZHI_COMMON_STORE_RECORD_STORE_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/record_filter.h"
#include "fangzhi/v1/record.pb.h"

namespace fangzhi::store {

// Bounds one read. The read ends with DEADLINE_EXCEEDED or CANCELLED soon after its bound is reached.
struct ReadBounds {
  absl::Time deadline = absl::InfiniteFuture();
  std::function<bool()> cancelled = {};  // Asked now and then from the reading thread; empty: never.
};

// Which of a record's vintages are looked at.
struct Vintage {
  std::optional<absl::Time> as_of = {};  // Records that were current at this time of commit; else those current now.
  bool show_superseded = false;          // Superseded ones too (up to `as_of`).
  bool show_near_duplicates = false;     // Records of documents that have `near_duplicate_of` too.
};

enum class RecordOrderField {
  kDocument,  // Document by document in order of name, number by number.
  kPeriod,    // Periods that end earlier first, then shorter ones; records without period before all others.
  kValue,     // `approximate_value`.
  kConfidence,
  kPublished,  // The first day of `document.published`; records without before all others.
  kCreateTime,
};

struct RecordOrder {
  RecordOrderField field = RecordOrderField::kDocument;
  bool descending = false;
};

// Which records a page keeps together.
enum class RecordGrouping {
  kNone,
  kFigure,   // By indicator, then subject, then period.
  kSubject,  // By subject.
};

struct RecordListOptions {
  RecordFilter filter = {};
  // Only records with a period, and only such that a record of another document has the same indicator, subject,
  // period, measure, modality and unit, and another value.
  bool contested = false;
  // Unless kNone: `order` is empty, records are in order of groups and periods, and a page ends with a group where it
  // has more than one.
  RecordGrouping grouping = RecordGrouping::kNone;
  // Records that compare equal are in order of kDocument, in the direction of the last field. Empty: by kDocument.
  std::vector<RecordOrder> order = {};
  int page_size = 50;  // At least 1.
  // `RecordPage::next_cursor` of a call with the same filter, order and vintage; empty: the start.
  std::string cursor = {};
  Vintage vintage = {};
  v1::RecordView view = v1::RECORD_VIEW_FULL;
  ReadBounds bounds = {};
};

struct RecordPage {
  // Neighbours that the grouping keeps together.
  struct Group {
    size_t end;          // Of the page's records, those before this one.
    std::string cursor;  // Goes on after it, as `next_cursor` does after the page.
  };
  std::vector<v1::Record> records;
  std::string next_cursor;    // Empty on the last page.
  std::vector<Group> groups;  // Of all records, in their order; none where the grouping is kNone.
};

struct AvailabilityOptions {
  RecordFilter filter = {};
  int value_limit = 100;         // Values of a dimension, at least 1.
  int64_t record_limit = 20000;  // Matching records counted, the newest; without a filter all are.
  ReadBounds bounds = {};
};

struct Availability {
  enum class Field { kIndicator, kSubject, kRegion, kPeriod, kMeasure, kModality, kUnit, kTopic, kDocument };
  struct Value {
    std::string value;  // `indicators/gdp`, `subjects/{hash}`, `regions/330604`, `2022`, the number of an enumerator …
    std::string name;   // The phrase, name or title of one of its records; else empty.
    int64_t count = 0;
  };
  struct Dimension {
    Field field{};
    std::vector<Value> values;  // Most frequent first, equal ones by value; without those that are absent.
    bool limited = false;       // There are more.
  };
  std::vector<Dimension> dimensions;  // One for each Field, in their order.
  int64_t record_count = 0;           // Records counted.
  bool limited = false;               // More match.
};

struct RecordChangesOptions {
  RecordFilter filter = {};
  // Where to go on: a cursor of a call with the same filter; empty: with what was committed after `after`.
  std::string cursor = {};
  absl::Time after = absl::InfinitePast();
  int limit = 1000;  // Changes looked at; 0 gives the cursor that begins there.
  ReadBounds bounds = {};
};

struct RecordChanges {
  struct Change {
    v1::Record record;   // `supersede_time` is set where the change is that it was superseded.
    std::string cursor;  // Goes on after it.
  };
  std::vector<Change> changes;  // In order of commit.
  std::string cursor;           // Goes on after all that was looked at; never empty.
  bool more = false;            // There is more already.
};

struct SeriesOptions {
  std::string indicator;      // `indicators/{indicator}`, of an open one its name by OpenIndicatorName (names.h).
  std::string subject;        // `subject.id`
  RecordFilter filter = {};   // Further conditions.
  int latest_periods = 1000;  // Only the latest so many distinct periods that have matching records.
  int undated_limit = 100;
  Vintage vintage = {};
  ReadBounds bounds = {};
};

struct SeriesRecords {
  std::vector<v1::Record> dated;    // By RecordOrderField::kPeriod ascending, then by name. In the FULL view.
  std::vector<v1::Record> undated;  // Without period, most confident first.
};

struct RecordSearchOptions {
  std::vector<std::string> words;  // All must occur; each has a letter or digit and is compared as FoldForSearch says.
  RecordFilter filter = {};        // Further conditions.
  int page_size = 20;              // At least 1.
  // `RecordSearchPage::next_cursor` of a call with the same words and filter; empty: the start.
  std::string cursor = {};
  ReadBounds bounds = {};
};

struct RecordSearchPage {
  struct Hit {
    v1::Record record;  // In the FULL view.
    double score;
  };
  std::vector<Hit> hits;    // Best first; of equal ones the newest.
  std::string next_cursor;  // Empty on the last page.
  bool limited = false;     // More records matched than were ranked.
};

// Thread-safe; calls run at the same time. Superseded records count as current only where Vintage says so; those of
// deleted documents are in no answer.
//
// Errors besides those named: UNAVAILABLE (try again), DATA_LOSS, DEADLINE_EXCEEDED, CANCELLED.
class RecordStore {
 public:
  virtual ~RecordStore() = default;

  // Returns the current record `name`, whether or not its document is a near duplicate. NOT_FOUND if there is none.
  virtual absl::StatusOr<v1::Record> Get(std::string_view name, v1::RecordView view) const = 0;

  // INVALID_ARGUMENT for a cursor that is not of this store's making, and for a comparison whose value or operator
  // does not suit its field.
  virtual absl::StatusOr<RecordPage> List(const RecordListOptions& options) const = 0;

  virtual absl::StatusOr<SeriesRecords> Series(const SeriesOptions& options) const = 0;

  // Records whose sentence, indicator phrase or subject has each of the words, current ones of documents that are no
  // near duplicates. A word counts most in an indicator, then in a subject, then in a sentence, and more the larger a
  // part it is of it; less confident records count less. Ranked are the newest that match: 1 000, fewer where the
  // filter leaves few of the newest 5 000 sentences. Further pages rank the same ones, whatever was added since.
  // INVALID_ARGUMENT as List.
  virtual absl::StatusOr<RecordSearchPage> Search(const RecordSearchOptions& options) const = 0;

  // The values that matching records have, with their counts; current records of documents that are no near duplicates.
  virtual absl::StatusOr<store::Availability> Availability(const AvailabilityOptions& options) const = 0;

  // Matching records that came or were superseded, each change once: by time of commit, at one time the superseded ones
  // first. Records of near duplicates are left out. INVALID_ARGUMENT as List.
  virtual absl::StatusOr<RecordChanges> Changes(const RecordChangesOptions& options) const = 0;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_RECORD_STORE_H_
