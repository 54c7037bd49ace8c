#include "services/extraction/indicator_phrase.h"

#include <algorithm>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

bool In(View set, char32_t c) { return c != 0 && set.find(c) != View::npos; }

bool EndsWith(View text, View end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }
bool BeginsWith(View text, View begin) { return text.substr(0, begin.size()) == begin; }

// What a coordinated name takes from the last one where it has none of its own.
constexpr View kHeads[] = {U"居民人均可支配收入",
                           U"人均可支配收入",
                           U"可支配收入",
                           U"社会消费品零售总额",
                           U"零售总额",
                           U"零售额",
                           U"增加值",
                           U"总产值",
                           U"产值",
                           U"产量",
                           U"总产量",
                           U"销售额",
                           U"营业额",
                           U"交易额",
                           U"出口额",
                           U"进出口额",
                           U"贸易额",
                           U"总值",
                           U"总额",
                           U"余额",
                           U"营业收入",
                           U"营收",
                           U"收入",
                           U"利润总额",
                           U"利润",
                           U"税收",
                           U"投资额",
                           U"投资",
                           U"出口",
                           U"进口",
                           U"进出口",
                           U"面积",
                           U"播种面积",
                           U"吞吐量",
                           U"客运量",
                           U"货运量",
                           U"周转量",
                           U"发电量",
                           U"用电量",
                           U"装机",
                           U"覆盖率",
                           U"参保率",
                           U"普及率",
                           U"保护率",
                           U"入学率",
                           U"达标率",
                           U"合格率",
                           U"满意率",
                           U"办结率",
                           U"整改率",
                           U"利用率",
                           U"治理率",
                           U"处理率",
                           U"比例",
                           U"比重",
                           U"占比",
                           U"保障标准",
                           U"标准",
                           U"人数",
                           U"人口",
                           U"数量",
                           U"总数",
                           U"总量",
                           U"规模",
                           U"浓度",
                           U"存款",
                           U"贷款",
                           U"支出",
                           U"预算",
                           U"存栏",
                           U"出栏",
                           U"出栏量",
                           U"存栏量",
                           U"里程",
                           U"产业增加值",
                           U"产业",
                           U"烟感覆盖率",
                           U"的覆盖率",
                           U"企业",
                           U"项目",
                           U"家电零售额"};

constexpr View kContrast[][3] = {{U"城镇", U"农村", U"城乡"},   {U"城市", U"农村", U"城乡"},
                                 {U"出口", U"进口", U"进出口"}, {U"工业", U"农业", U"服务业"},
                                 {U"男", U"女", U""},           {U"国内", U"国际", U"入境"},
                                 {U"新增", U"净增", U"累计"}};

// Sub-names that stand under the domain of the first: 生产安全事故起数、死亡人数.
constexpr View kDependent[] = {U"死亡人数", U"受伤人数", U"伤亡人数", U"直接经济损失", U"货邮吞吐量", U"货邮",
                               U"总产量",   U"单产",     U"总产",     U"金额",         U"面积",       U"总量",
                               U"数量",     U"死亡",     U"亡人数",   U"过火面积",     U"满意率",     U"办结率",
                               U"结案率",   U"合同额",   U"项目数",   U"投资额"};

size_t HeadLength(View part) {
  size_t longest = 0;
  for (View head : kHeads) {
    if (EndsWith(part, head) && head.size() > longest) longest = head.size();
  }
  return longest;
}

constexpr View kVerbs[] = {
    U"新增", U"建成",     U"新建", U"培育",     U"引进",     U"招引",     U"签约",     U"新签约",   U"落地",
    U"开工", U"竣工",     U"投产", U"改造",     U"改扩建",   U"扩建",     U"创建",     U"创成",     U"获批",
    U"获评", U"获得",     U"荣获", U"认定",     U"新认定",   U"入选",     U"入围",     U"新入选",   U"解决",
    U"化解", U"调处",     U"办理", U"办结",     U"受理",     U"处理",     U"处置",     U"整改",     U"发现",
    U"排查", U"检查",     U"走访", U"服务",     U"接入",     U"接收",     U"接待",     U"发放",     U"发出",
    U"下发", U"投入",     U"争取", U"安排",     U"筹集",     U"募集",     U"提供",     U"带动",     U"吸纳",
    U"安置", U"帮扶",     U"救助", U"惠及",     U"受益",     U"覆盖",     U"盘活",     U"清理",     U"拆除",
    U"整治", U"修复",     U"治理", U"疏浚",     U"铺设",     U"更新",     U"加装",     U"安装",     U"配备",
    U"购置", U"设立",     U"成立", U"组建",     U"布局建设", U"布局",     U"搭建",     U"打造",     U"建设",
    U"创办", U"举办",     U"承办", U"召开",     U"组织",     U"开设",     U"开通",     U"开行",     U"上线",
    U"推出", U"出台",     U"制定", U"实施",     U"推广",     U"推送",     U"选派",     U"选聘",     U"招聘",
    U"培训", U"培养",     U"引育", U"柔性引进", U"集聚",     U"汇聚",     U"累计建成", U"下辖",     U"辖",
    U"现有", U"拥有",     U"设有", U"建有",     U"共有",     U"聘请",     U"划分",     U"细分为",   U"划成",
    U"设置", U"改建",     U"迁建", U"启动",     U"启动建设", U"开工建设", U"开工改造", U"改造提升", U"提升改造",
    U"完工", U"交付",     U"供应", U"保障",     U"支持",     U"退出",     U"关闭",     U"淘汰",     U"查处",
    U"破获", U"抓获",     U"打掉", U"化解",     U"兑现",     U"减免",     U"退税",     U"授信",     U"放贷",
    U"融资", U"帮助",     U"推动", U"促成",     U"达成",     U"完善",     U"迭代建设", U"关闭压缩", U"种植",
    U"栽植", U"栽种",     U"造林", U"增加",     U"增设",     U"增添",     U"采集",     U"收集",     U"征集",
    U"梳理", U"流转处置", U"面向", U"覆盖到",   U"出口",     U"销往",     U"增殖放流", U"帮办",     U"通办"};

struct Cut {
  size_t at;
  size_t length;
};

// Where the names could be parted: 、 always, 和 与 及 以及 outside quotation marks.
std::vector<Cut> Cuts(View text) {
  std::vector<Cut> cuts;
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (In(U"“《(", text[i])) ++depth;
    if (In(U"”》)", text[i])) --depth;
    if (depth > 0 || i == 0 || i + 1 >= text.size()) continue;
    if (text[i] == U'、') cuts.push_back({i, 1});
    if (text.substr(i, 2) == U"以及") {
      cuts.push_back({i, 2});
      ++i;
    } else if (In(U"和与及", text[i]) && !In(U"平共饱温总祥谐睦美", text[i - 1]) && !In(U"谐平美睦时格", text[i + 1])) {
      cuts.push_back({i, 1});
    }
  }
  return cuts;
}

Phrase Part(const Phrase& whole, View text) {
  Phrase part;
  part.text = text;
  part.extents = whole.extents;
  return part;
}

// 一、二、三产业 and 城乡 are several names in one.
std::vector<std::u32string> Unfold(View text) {
  std::vector<std::u32string> names;
  const auto rest_of = [text](size_t at) { return std::u32string(text.substr(at)); };
  const size_t three = text.find(U"一、二、三产业");
  if (three == 0) {
    for (View n : {View(U"第一产业"), View(U"第二产业"), View(U"第三产业")})
      names.push_back(std::u32string(n) + rest_of(7));
  } else if (BeginsWith(text, U"二、三产业")) {
    for (View n : {View(U"第二产业"), View(U"第三产业")}) names.push_back(std::u32string(n) + rest_of(5));
  } else if (BeginsWith(text, U"城乡")) {
    const bool residents =
        BeginsWith(text, U"城乡居民") || BeginsWith(text, U"城乡常住居民") || text.find(U"收入") != View::npos;
    for (View n : {View(residents ? U"城镇" : U"城市"), View(U"农村")}) names.push_back(std::u32string(n) + rest_of(2));
  }
  return names;
}

// Lets every part have what it shares with the others.
void ShareWords(std::vector<std::u32string>* parts) {
  const std::u32string last = parts->back();
  for (const auto& contrast : kContrast) {
    for (View word : contrast) {
      if (word.empty() || !BeginsWith(last, word)) continue;
      const View rest = View(last).substr(word.size());
      for (size_t i = 0; i + 1 < parts->size(); ++i) {
        for (View other : contrast) {
          if ((*parts)[i] == other) (*parts)[i] += rest;
        }
      }
    }
  }
  const size_t head = HeadLength(last);
  if (head > 0 && head < last.size()) {
    for (size_t i = 0; i + 1 < parts->size(); ++i) {
      if (HeadLength((*parts)[i]) == 0) (*parts)[i] += last.substr(last.size() - head);
    }
  }
  // The domain that only the first names.
  const std::u32string first = (*parts)[0];
  for (size_t i = 1; i < parts->size(); ++i) {
    const bool dependent =
        std::any_of(std::begin(kDependent), std::end(kDependent), [&](View word) { return (*parts)[i] == word; });
    if (!dependent) continue;
    for (View end : {View(U"起数"), View(U"旅客吞吐量"), View(U"旅客"), View(U"数量"), View(U"件数"), View(U"数"),
                     View(U"额"), View(U"率")}) {
      if (EndsWith(first, end) && first.size() > end.size()) {
        (*parts)[i] = first.substr(0, first.size() - end.size()) + (*parts)[i];
        break;
      }
    }
  }
  for (View prefix :
       {View(U"规上"), View(U"规模以上"), View(U"规模"), View(U"限上"), View(U"限额以上"), View(U"全社会")}) {
    if (!BeginsWith(first, prefix)) continue;
    for (size_t i = 1; i < parts->size(); ++i) {
      static constexpr View kOwn[] = {U"规",         U"限",     U"全社会",       U"固定资产",
                                      U"社会消费品", U"进出口", U"一般公共预算", U"民间"};
      const bool own =
          std::any_of(std::begin(kOwn), std::end(kOwn), [&](View w) { return BeginsWith((*parts)[i], w); });
      const bool industry = (*parts)[i].find(U"业") != std::u32string::npos ||
                            (*parts)[i].find(U"企业") != std::u32string::npos || prefix == U"限上";
      if (!own && industry) (*parts)[i] = std::u32string(prefix) + (*parts)[i];
    }
  }
}

}  // namespace

Phrase MakePhrase(const Sentence& sentence, Extent extent) {
  Phrase phrase;
  if (extent.end <= extent.begin) return phrase;
  phrase.extents.push_back(extent);
  for (int i = extent.begin; i < extent.end;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      const bool inside = i > extent.begin && token.end < extent.end;
      const bool light =
          token.kind == TokenKind::kCue && (token.classes & kCueWord) == 0 && token.end - token.begin >= 2 &&
          (token.classes & (kCueLight | kCueFact | kCueTarget | kCueExpected)) != 0 && (token.classes & kCuePlan) == 0;
      if ((inside && light) || (token.kind == TokenKind::kPeriod && (inside || token.end < extent.end))) {
        i = token.end;
        continue;
      }
      if (token.end <= extent.end) {
        phrase.text += sentence.View(token.begin, token.end);
        i = token.end;
        continue;
      }
    }
    const char32_t c = sentence.At(i);
    if (!IsBlank(c) && c != U'\n') phrase.text.push_back(c);
    ++i;
  }
  // A bracket without figures that closes the phrase stays; one that is cut in two goes.
  const size_t open = phrase.text.rfind(U'(');
  if (open != std::u32string::npos && phrase.text.find(U')', open) == std::u32string::npos) {
    phrase.text.erase(open, open == 0 ? 1 : std::u32string::npos);
  }
  while (!phrase.text.empty() && In(U"的、,:;)-", phrase.text.back()) &&
         !(phrase.text.back() == U')' && phrase.text.find(U'(') != std::u32string::npos)) {
    phrase.text.pop_back();
  }
  return phrase;
}

Phrase Join(const Phrase& first, const Phrase& second) {
  Phrase joined = first;
  joined.text += second.text;
  joined.extents.insert(joined.extents.end(), second.extents.begin(), second.extents.end());
  return joined;
}

std::vector<Phrase> SplitCoordinated(const Phrase& phrase, size_t parts) {
  const View text = phrase.text;
  const size_t cut_count = Cuts(text).size();
  std::vector<std::u32string> names;
  if (parts == 0 ? cut_count == 0 || BeginsWith(text, U"一、二")
                 : cut_count + 1 != parts || BeginsWith(text, U"一、二"))
    names = Unfold(text);
  if (names.empty() || (parts != 0 && names.size() != parts)) {
    names.clear();
    std::vector<Cut> cuts = Cuts(text);
    if (parts == 0) {
      if (cuts.empty()) return {};
    } else if (cuts.size() + 1 > parts) {
      // Too many: the weaker marks part first what belongs together.
      std::vector<Cut> strong;
      const bool by_comma =
          std::count_if(cuts.begin(), cuts.end(), [&](const Cut& c) { return text[c.at] != U'、'; }) + 1 ==
          static_cast<std::ptrdiff_t>(parts);
      for (const Cut& c : cuts) {
        if ((text[c.at] != U'、') == by_comma) strong.push_back(c);
      }
      cuts = strong;
    }
    if (parts != 0 && cuts.size() + 1 != parts) return {};
    size_t from = 0;
    for (const Cut& cut : cuts) {
      names.emplace_back(text.substr(from, cut.at - from));
      from = cut.at + cut.length;
    }
    names.emplace_back(text.substr(from));
    if (std::any_of(names.begin(), names.end(), [](const std::u32string& n) { return n.empty(); })) return {};
    // 新能源汽车等绿色产品产量: what sums the names up is their head only.
    const size_t etc = names.back().find(U'等');
    if (etc != std::u32string::npos && etc > 0 && etc + 1 < names.back().size()) {
      const size_t head = HeadLength(names.back());
      if (head > 0) names.back() = names.back().substr(0, etc) + names.back().substr(names.back().size() - head);
    }
    ShareWords(&names);
  }
  std::vector<Phrase> split;
  split.reserve(names.size());
  for (const std::u32string& name : names) split.push_back(Part(phrase, name));
  return split;
}

void DropMeasureWords(Phrase* phrase) {
  static constexpr View kWords[] = {U"同比增速", U"年均增速", U"增速", U"增幅",     U"降幅",
                                    U"涨幅",     U"增长率",   U"占比", U"的比重",   U"比重",
                                    U"排名",     U"位次",     U"名次", U"实际增长", U"增长"};
  for (View word : kWords) {
    if (EndsWith(phrase->text, word) && phrase->text.size() > word.size() + 1) {
      phrase->text.resize(phrase->text.size() - word.size());
      break;
    }
  }
  while (!phrase->text.empty() && In(U"的、,:", phrase->text.back())) phrase->text.pop_back();
}

bool EndsAsIndicator(View phrase) {
  if (HeadLength(phrase) > 0) return true;
  return !phrase.empty() &&
         In(U"额值量率数比度积入出润税资款金费价长距户口业员人家园区站点桩车机器田地林房屋楼桥路道线网", phrase.back());
}

bool IsVerb(View words) {
  return std::any_of(std::begin(kVerbs), std::end(kVerbs), [words](View v) {
    return words == v || (words.size() > v.size() && words.size() <= v.size() + 3 && EndsWith(words, v));
  });
}

bool IsBareVerb(View words) { return std::find(std::begin(kVerbs), std::end(kVerbs), words) != std::end(kVerbs); }

Phrase WithoutExamples(const Phrase& phrase) {
  const View text = phrase.text;
  // 电机、照明电器两大产业: those summed up.
  const size_t sum = text.find(U'大', 2);
  if (sum != View::npos && In(U"两二三四五六七八九十", text[sum - 1]) && text.find(U'、') < sum &&
      sum + 2 < text.size()) {
    Phrase rest = phrase;
    rest.text = std::u32string(text.substr(sum + 1));
    return rest;
  }
  const size_t etc = text.find(U'等');
  const size_t mark = text.find(U'、');
  if (etc == View::npos || mark == View::npos || mark > etc || etc + 3 > text.size() || text.find(U'“') < etc)
    return phrase;
  if (In(U"级奖次教院", text[etc + 1])) return phrase;
  Phrase rest = phrase;
  const size_t verb = VerbLength(text);
  rest.text = std::u32string(text.substr(0, verb)) + std::u32string(text.substr(etc + 1));
  return rest;
}

std::u32string SharedHead(View before, View own) {
  if (HeadLength(own) != own.size()) return {};
  const size_t head = HeadLength(before);
  if (head == 0 || head >= before.size() || before.size() - head < 2) return {};
  return std::u32string(before.substr(0, before.size() - head)) + std::u32string(own);
}

size_t VerbLength(View phrase) {
  size_t longest = 0;
  for (View verb : kVerbs) {
    if (verb.size() > longest && phrase.size() > verb.size() && BeginsWith(phrase, verb)) longest = verb.size();
  }
  return longest;
}

bool IsHeadOnly(View phrase) {
  static constexpr View kHeadOnly[] = {
      U"总额",   U"总花费",     U"采纳率",     U"开复工率", U"群众满意率", U"诉求办结率", U"办结率",       U"满意率",
      U"满意度", U"整改率",     U"签约率",     U"覆盖率",   U"处置率",     U"结案率",     U"化解率",       U"调处率",
      U"合格率", U"开工率",     U"按期办结率", U"达标率",   U"完成率",     U"总量",       U"总数",         U"总投入",
      U"总投资", U"总建筑面积", U"批次",       U"增量",     U"规模",       U"受益居民",   U"平均办结时长", U"办结时长",
      U"总里程", U"涉及居民",   U"户均",       U"单笔最高", U"总收入",     U"增速",       U"进度",         U"总产值",
      U"复发率", U"回访率",     U"及时率",     U"响应率",   U"金额",       U"惠及居民",   U"惠及"};
  return std::find(std::begin(kHeadOnly), std::end(kHeadOnly), phrase) != std::end(kHeadOnly);
}

}  // namespace fangzhi::extraction
