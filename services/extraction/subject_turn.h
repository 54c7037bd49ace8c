#ifndef FANGZHI_SERVICES_EXTRACTION_SUBJECT_TURN_H_
#define FANGZHI_SERVICES_EXTRACTION_SUBJECT_TURN_H_

#include <string_view>
#include <vector>

#include "services/extraction/carry.h"
#include "services/extraction/names.h"
#include "services/extraction/segments.h"

namespace fangzhi::extraction {

// Where a sentence turns to another subject.
struct SubjectTurn {
  int at;                  // From here on.
  SubjectReading subject;  // Without a name: the document's region.
  std::string_view rule;
  Extent words;
  int until = 0;                       // Ends here; 0: with the sentence.
  std::vector<SubjectReading> listed;  // Of 甲、乙分别…5亿元、3亿元, in order; else empty.
};

struct SubjectTurns {
  std::vector<SubjectTurn> turns;
  std::vector<Extent> unresolved;  // Words like 该项目 that take up nothing known.

  // The turn that holds at `at`; nullptr where none does.
  const SubjectTurn* At(int at) const;
};

// `name` as a subject: without a size within it, white space and quotation marks around all of it.
SubjectReading ReadSubject(const Sentence& sentence, const NameMention& name);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SUBJECT_TURN_H_
