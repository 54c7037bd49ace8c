#ifndef FANGZHI_SERVICES_CLI_ENUM_OPTION_H_
#define FANGZHI_SERVICES_CLI_ENUM_OPTION_H_

#include <absl/status/statusor.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <string>

namespace fangzhi::cli {

// The enumerator that an option names in small letters and without its prefix: `growth` is MEASURE_GROWTH; the zero
// value where `text` is empty. INVALID_ARGUMENT, a sentence with the names there are.
template <typename Enum>
absl::StatusOr<Enum> ParseEnumOption(const std::string& option, const std::string& text) {
  const google::protobuf::EnumDescriptor& type = *google::protobuf::GetEnumDescriptor<Enum>();
  const std::string& zero = type.value(0)->name();
  const std::string prefix = zero.substr(0, zero.size() - std::string("UNSPECIFIED").size());
  if (text.empty()) return static_cast<Enum>(0);
  const auto* value = type.FindValueByName(prefix + absl::AsciiStrToUpper(text));
  if (value != nullptr && value->number() != 0) return static_cast<Enum>(value->number());
  std::string message = option + ": expected one of ";
  for (int i = 1; i < type.value_count(); ++i) {
    absl::StrAppend(&message, i > 1 ? ", " : "", absl::AsciiStrToLower(type.value(i)->name().substr(prefix.size())));
  }
  return absl::InvalidArgumentError(message);
}

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_ENUM_OPTION_H_
