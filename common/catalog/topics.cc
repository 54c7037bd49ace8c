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
    for (const std::string_view cue : Split(reader.field(3), '|')) {
      if (!topics.cues_.Insert(cue, index)) return reader.Error("empty or repeated cue", cue);
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

std::string_view Topics::Classify(std::string_view phrase, std::string_view otherwise) const {
  std::string_view best = otherwise;
  size_t longest = 0;
  for (size_t i = 0; i < phrase.size(); ++i) {
    if ((phrase[i] & 0xC0) == 0x80) continue;  // Inside a character.
    const auto cue = cues_.LongestPrefix(phrase.substr(i));
    if (cue && cue->length >= longest) {
      longest = cue->length;
      best = topics_[cue->index].id;
    }
  }
  return best;
}

}  // namespace fangzhi::catalog
