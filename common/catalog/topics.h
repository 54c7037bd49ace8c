// The 23 topics under which every indicator record is filed.

#ifndef FANGZHI_COMMON_CATALOG_TOPICS_H_
#define FANGZHI_COMMON_CATALOG_TOPICS_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/catalog/prefix_table.h"

namespace fangzhi::catalog {

struct Topic {
  std::string_view id;  // Stable: "safety". Resource name: topics/safety.
  std::string_view zh;  // 安全
  std::string_view en;  // Safety
};

// The topic of a phrase in which no cue is found.
inline constexpr std::string_view kDefaultTopic = "economy";

// The topics, and the cue words that tell the topic of a phrase.
//
// Immutable after Load, so thread-safe. Views it returns live as long as it does, and survive its
// being moved.
class Topics {
 public:
  // Reads a table of the columns id, zh, en, cues (separated by '|'; general ones begin with '~'). Returns
  // INVALID_ARGUMENT, naming the line, for a malformed row, a repeated id, a cue given to two topics, or a table
  // without kDefaultTopic.
  static absl::StatusOr<Topics> Load(std::string_view table);

  // In the order of the table.
  absl::Span<const Topic> topics() const { return topics_; }

  // Returns nullptr if there is no topic `id`.
  const Topic* Find(std::string_view id) const;

  // Returns the id of the topic whose cue found in `phrase` (simplified Chinese) is longest; of equally long ones, the
  // last, because the head of a Chinese noun phrase is at its end. Without one, that of the first of `contexts` that
  // has one, nearest first: whose figure it is, the words around it; then by the general cues of the same texts: 收入,
  // 居民, which much has. kDefaultTopic if no cue is found.
  std::string_view Classify(std::string_view phrase, absl::Span<const std::string_view> contexts = {}) const;

  // True where `text` holds a cue that is not general.
  bool HoldsCue(std::string_view text) const { return LongestCue(cues_, text) != nullptr; }

 private:
  Topics() = default;

  // The topic of the longest cue in `text`, the last of equally long ones; nullptr without one.
  const Topic* LongestCue(const PrefixTable& cues, std::string_view text) const;

  std::unique_ptr<const std::string> text_;  // What every view points into.
  std::vector<Topic> topics_;
  PrefixTable cues_;          // Cue to index in topics_.
  PrefixTable general_cues_;  // The same of general cues.
};

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_TOPICS_H_
