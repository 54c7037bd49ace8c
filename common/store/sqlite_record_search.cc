#include "common/store/sqlite_record_search.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "common/base/status_macros.h"
#include "common/store/search_text.h"
#include "common/store/sqlite_query_builder.h"
#include "common/store/sqlite_record_filter.h"
#include "common/store/sqlite_record_query.h"

namespace fangzhi::store {
namespace {

// What is looked at for one page, the newest first.
constexpr size_t kMaxCandidates = 1000;
constexpr int64_t kMaxSentences = 5000;

constexpr double kPhraseWeight = 4;
constexpr double kSubjectWeight = 2;
constexpr double kSentenceWeight = 1;

struct Candidate {
  double score;
  int64_t key;

  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

struct Cursor {
  int64_t newest = std::numeric_limits<int64_t>::max();  // The newest sentence that the first page looked at.
  std::optional<Candidate> after;
};

absl::StatusOr<Cursor> ParseCursor(const std::string& text) {
  if (text.empty()) return Cursor();
  const std::vector<std::string> parts = absl::StrSplit(text, '.');
  Cursor cursor;
  uint64_t score = 0;
  Candidate after{};
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &cursor.newest) || !absl::SimpleHexAtoi(parts[1], &score) ||
      !absl::SimpleAtoi(parts[2], &after.key)) {
    return absl::InvalidArgumentError("the cursor is not one of this search");
  }
  after.score = std::bit_cast<double>(score);
  cursor.after = after;
  return cursor;
}

std::string ToText(int64_t newest, const Candidate& last) {
  return absl::StrCat(newest, ".", absl::Hex(std::bit_cast<uint64_t>(last.score)), ".", last.key);
}

// Tells how well folded texts suit folded words.
class Scorer {
 public:
  explicit Scorer(const std::vector<std::string>& words) {
    for (const std::string& word : words) words_.push_back(FoldForSearch(word));
  }

  void SetSentence(std::string_view sentence) { sentence_ = FoldForSearch(sentence); }

  // nullopt where a word occurs nowhere.
  std::optional<double> Score(std::string_view phrase, std::string_view subject, double confidence) const {
    const std::string folded_phrase = FoldForSearch(phrase);
    const std::string folded_subject = FoldForSearch(subject);
    double sum = 0;
    for (const std::string& word : words_) {
      const double best =
          std::max({Part(word, folded_phrase, kPhraseWeight), Part(word, folded_subject, kSubjectWeight),
                    Part(word, sentence_, kSentenceWeight)});
      if (best == 0) return std::nullopt;
      sum += best;
    }
    return sum / static_cast<double>(words_.size()) * (1 + confidence) / 2;
  }

 private:
  static double Part(std::string_view word, std::string_view text, double weight) {
    if (text.find(word) == std::string_view::npos) return 0;
    return weight * (1 + static_cast<double>(word.size()) / static_cast<double>(text.size()));
  }

  std::vector<std::string> words_;
  std::string sentence_;
};

absl::StatusOr<sqlite::Statement> SelectSentences(sqlite::Database* db, const RecordSearchOptions& options,
                                                  int64_t newest) {
  std::string match;
  for (const std::string& word : options.words) {
    const std::string terms = BigramQuery(word);
    if (!terms.empty()) absl::StrAppend(&match, match.empty() ? "" : " AND ", terms);
  }
  if (match.empty()) return absl::InvalidArgumentError("the words have no letter or digit");
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   db->Prepare("SELECT rowid FROM search WHERE search MATCH ?1 AND rowid <= ?2 ORDER BY rowid DESC"));
  select.BindAll(match, newest);
  return select;
}

// The records of a sentence, its first parameter.
absl::StatusOr<QueryBuilder> RecordsOfSentence(sqlite::Database* db, const RecordFilter& filter) {
  ASSIGN_OR_RETURN(const QueryBuilder condition, CompileFilter(filter, {db}));
  QueryBuilder query;
  query.Text("SELECT r.id, r.phrase, r.subject_text, r.confidence, s.text FROM records AS r ")
      .Text("INDEXED BY current_by_sentence CROSS JOIN sentences AS s ON s.id = r.sentence WHERE r.sentence = ")
      .Value(int64_t{0})
      .Text(" AND ")
      .Append(CompileVintage({}))
      .Text(" AND ")
      .Append(condition);
  return query;
}

}  // namespace

absl::StatusOr<RankedKeys> RankMatches(sqlite::Database* db, const RecordSearchOptions& options) {
  ASSIGN_OR_RETURN(Cursor cursor, ParseCursor(options.cursor));
  ASSIGN_OR_RETURN(sqlite::Statement sentences, SelectSentences(db, options, cursor.newest));
  ASSIGN_OR_RETURN(const QueryBuilder query, RecordsOfSentence(db, options.filter));
  ASSIGN_OR_RETURN(sqlite::Statement records, db->Prepare(query.sql()));
  query.BindTo(&records);

  RankedKeys ranked;
  Scorer scorer(options.words);
  std::vector<Candidate> candidates;
  for (int64_t looked_at = 0;; ++looked_at) {
    ASSIGN_OR_RETURN(const bool more, sentences.Step());
    if (!more) break;
    if (looked_at == kMaxSentences || candidates.size() >= kMaxCandidates) {
      ranked.limited = true;
      break;
    }
    if (looked_at == 0) cursor.newest = sentences.Int(0);
    records.Reset();
    records.Bind(1, sentences.Int(0));
    for (bool first = true;; first = false) {
      ASSIGN_OR_RETURN(const bool row, records.Step());
      if (!row) break;
      if (first) scorer.SetSentence(records.Text(4));
      const auto score = scorer.Score(records.Text(1), records.Text(2), records.Double(3));
      if (score) candidates.push_back({*score, records.Int(0)});
    }
  }

  std::ranges::sort(candidates, std::greater());
  if (cursor.after) std::erase_if(candidates, [&](const Candidate& one) { return one >= *cursor.after; });
  const size_t size = std::min(candidates.size(), static_cast<size_t>(std::max(1, options.page_size)));
  for (size_t i = 0; i < size; ++i) {
    ranked.keys.push_back(candidates[i].key);
    ranked.scores.push_back(candidates[i].score);
  }
  if (size < candidates.size()) ranked.next_cursor = ToText(cursor.newest, candidates[size - 1]);
  return ranked;
}

}  // namespace fangzhi::store
