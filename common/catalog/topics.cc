#include "common/catalog/topics.h"

#include "common/catalog/table.h"

namespace fangzhi::catalog {

absl::StatusOr<Topics> Topics::Load(std::string_view table) {
  Topics topics;
  topics.text_ = std::make_unique<const std::string>(table);
  TableReader reader("topics.tsv", *topics.text_);
  while (reader.Next()) {
    if (reader.fields().size() != 4) return reader.Error("expected 4 columns");
    const Topic topic = {reader.field(0), reader.field(1), reader.field(2)};
    if (topic.id.empty() || topic.zh.empty()) return reader.Error("empty id or name");
    if (topics.Find(topic.id) != nullptr) return reader.Error("repeated topic", topic.id);
    const auto index = static_cast<uint32_t>(topics.topics_.size());
    topics.topics_.push_back(topic);
    for (std::string_view cue : Split(reader.field(3), '|')) {
      const bool general = cue.starts_with('~');
      if (general) cue.remove_prefix(1);
      const bool known = topics.cues_.Find(cue) || topics.general_cues_.Find(cue);
      PrefixTable& cues = general ? topics.general_cues_ : topics.cues_;
      if (known || !cues.Insert(cue, index)) return reader.Error("empty or repeated cue", cue);
    }
  }
  if (topics.Find(kDefaultTopic) == nullptr) return reader.Error("no topic", kDefaultTopic);
  return topics;
}

const Topic* Topics::Find(std::string_view id) const {
  for (const Topic& topic : topics_) {
    if (topic.id == id) return &topic;
  }
  return nullptr;
}

std::string_view Topics::Classify(std::string_view phrase, absl::Span<const std::string_view> contexts) const {
  for (const PrefixTable* cues : {&cues_, &general_cues_}) {
    if (const Topic* topic = LongestCue(*cues, phrase)) return topic->id;
    for (const std::string_view text : contexts) {
      if (const Topic* topic = LongestCue(*cues, text)) return topic->id;
    }
  }
  return kDefaultTopic;
}

const Topic* Topics::LongestCue(const PrefixTable& cues, std::string_view text) const {
  const Topic* topic = nullptr;
  size_t longest = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) == 0x80) continue;  // Inside a character.
    const auto cue = cues.LongestPrefix(text.substr(i));
    if (cue && cue->length >= longest) {
      longest = cue->length;
      topic = &topics_[cue->index];
    }
  }
  return topic;
}

}  // namespace fangzhi::catalog
