#ifndef FANGZHI_SERVICES_EXTRACTION_CARRY_H_
#define FANGZHI_SERVICES_EXTRACTION_CARRY_H_

#include <string>
#include <vector>

#include "services/extraction/attribution.h"
#include "services/extraction/periods.h"

namespace fangzhi::extraction {

// A period with the words that gave it and how it is used.
struct PeriodReading {
  Period period;
  PeriodRole role = PeriodRole::kPlain;
  Extent words;
  bool set = false;
  bool event = false;  // It dates what the words before it tell: 新病房楼5月启用.
};

// 谭志军, who speaks for 湖南铁锐精工科技有限公司.
struct Speaker {
  std::u32string name;
  SubjectReading of;
};

// What a section, a paragraph or a sentence hands on to what follows in it.
struct Carry {
  PeriodReading period;
  Period event;  // When what was told last happened: what 推出以来 begins with.
  Modality modality = Modality::kActual;
  SubjectReading subject;             // Of the document or the heading.
  SubjectReading opened;              // What the paragraph opened with, though the region acts since; else empty.
  std::vector<SubjectReading> named;  // Individuals named so far, for words that take them up; the latest last.
  size_t named_before = 0;            // How many of them before this paragraph.
  std::vector<Speaker> speakers;      // The latest last.
  std::vector<Phrase> indicators;     // Of the last quantity; several where names were coordinated.
  Measure measure = Measure::kLevel;  // Of the last quantity.
  Phrase counted;                     // What was counted in the paragraph, by a verb: what 已完工39个 is of.
  std::string counted_unit;           // By which classifier.
  Phrase topic;       // What a clause without figures was about: 经营主体 of 经营主体稳中培优.
  bool plan = false;  // Within a section of plans.
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_CARRY_H_
