#include "services/extraction/extractor.h"

#include "services/extraction/attribution.h"
#include "services/extraction/document_context.h"
#include "services/extraction/layout.h"
#include "services/extraction/mentions.h"
#include "services/extraction/record_builder.h"
#include "services/extraction/text_repair.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {

Output Extract(const Input& input) {
  const RepairedText text = Repair(input.text);
  const Layout layout = FindLayout(text.text);
  const DocumentContext context = FindContext(text.text, layout, input.published, DecodeUtf8(input.title));
  const Attributed attributed = Attribute(text.text, layout, context);
  Output output;
  output.records = BuildRecords(text, context, attributed, input.explain);
  output.title = EncodeUtf8(layout.title);
  if (input.mentions) output.mentions = FindMentions(text, layout, context, attributed);
  return output;
}

}  // namespace fangzhi::extraction
