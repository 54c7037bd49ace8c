#ifndef FANGZHI_SERVICES_EXTRACTION_TAKEN_UP_H_
#define FANGZHI_SERVICES_EXTRACTION_TAKEN_UP_H_

#include "services/extraction/turn_draft.h"

namespace fangzhi::extraction {

// Turns to whom words stand for that were named before, other than by 该 and the like.

// “…不良品率降至0.6%。”公司生产部部长介绍: what is said is about whom the speaker speaks for.
void AddSpeaker(TurnDraft* draft);

// 社员沈金凤把自家8.5亩地交给合作社, 她带着6个志愿者: the person named in the segment, or last. False where none is.
bool AddPerson(const Segment& segment, TurnDraft* draft);

// A company by the beginning of its name, 二期, 企业, 村集体 at the head of the segment.
void TakeUpNamed(const Segment& segment, TurnDraft* draft);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TAKEN_UP_H_
