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

absl::StatusOr<std::string> MatchOf(const std::vector<std::string>& words) {
  std::string match;
  for (const std::string& word : words) {
    const std::string terms = BigramQuery(word);
    if (!terms.empty()) absl::StrAppend(&match, match.empty() ? "" : " AND ", terms);
  }
  if (match.empty()) return absl::InvalidArgumentError("the words have no letter or digit");
  return match;
}

// The records of the newest sentences that may have the words, and a row without record for each sentence that has
// none that suits the filter. In one statement, because to run one for each sentence takes longer than what it does.
absl::StatusOr<QueryBuilder> SelectCandidates(sqlite::Database* db, const RecordSearchOptions& options,
                                              int64_t newest) {
  ASSIGN_OR_RETURN(const std::string match, MatchOf(options.words));
  ASSIGN_OR_RETURN(const QueryBuilder condition, CompileFilter(options.filter, {db}));
  QueryBuilder query;
  query.Text("SELECT found, r.id, r.phrase, r.subject_text, r.confidence, s.text FROM (")
      .Text("SELECT rowid AS found FROM search WHERE search MATCH ")
      .Value(match)
      .Text(" AND rowid <= ")
      .Value(newest)
      .Text(" ORDER BY rowid DESC LIMIT ")
      .Value(kMaxSentences + 1)
      .Text(") LEFT JOIN records AS r INDEXED BY current_by_sentence ON r.sentence = found AND ")
      .Append(CompileVintage({}))
      .Text(" AND ")
      .Append(condition)
      .Text(" LEFT JOIN sentences AS s ON s.id = r.sentence");
  return query;
}

}  // namespace

absl::StatusOr<RankedKeys> RankMatches(sqlite::Database* db, const RecordSearchOptions& options) {
  ASSIGN_OR_RETURN(Cursor cursor, ParseCursor(options.cursor));
  ASSIGN_OR_RETURN(const QueryBuilder query, SelectCandidates(db, options, cursor.newest));
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
  query.BindTo(&select);

  RankedKeys ranked;
  Scorer scorer(options.words);
  std::vector<Candidate> candidates;
  int64_t sentence = 0;
  int64_t looked_at = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    if (select.Int(0) != sentence) {
      ranked.limited = looked_at == kMaxSentences || candidates.size() >= kMaxCandidates;
      if (ranked.limited) break;
      sentence = select.Int(0);
      if (looked_at++ == 0) cursor.newest = sentence;
      scorer.SetSentence(select.Text(5));
    }
    if (select.IsNull(1)) continue;
    const auto score = scorer.Score(select.Text(2), select.Text(3), select.Double(4));
    if (score) candidates.push_back({*score, select.Int(1)});
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
