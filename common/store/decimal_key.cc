#include "common/store/decimal_key.h"

#include <cstdint>

namespace fangzhi::store {
namespace {

constexpr uint8_t kZero = 0x80;
// Between this and its negative lies every power of a hundred that 30 digits on either side of the point can have.
constexpr int kExponentBias = 60;

}  // namespace

std::string DecimalKey(const Decimal& value) {
  std::string key(1, static_cast<char>(kZero));
  if (value.is_zero()) return key;

  std::string text = value.ToString();
  if (value.is_negative()) text.erase(0, 1);
  size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
  } else {
    text.erase(point, 1);
  }
  // Whole pairs of digits on both sides of the point.
  if (point % 2 == 1) {
    text.insert(text.begin(), '0');
    ++point;
  }
  if (text.size() % 2 == 1) text.push_back('0');

  size_t begin = 0;
  while (text[begin] == '0' && text[begin + 1] == '0') begin += 2;
  size_t end = text.size();
  while (text[end - 1] == '0' && text[end - 2] == '0') end -= 2;

  const int exponent = (static_cast<int>(point) - static_cast<int>(begin)) / 2;
  key[0] = static_cast<char>(kZero + 1 + kExponentBias + exponent);
  for (size_t i = begin; i < end; i += 2) {
    key.push_back(static_cast<char>(1 + (text[i] - '0') * 10 + (text[i + 1] - '0')));
  }
  if (value.is_negative()) {
    for (char& byte : key) byte = static_cast<char>(~byte);
    key.push_back(static_cast<char>(0xff));
  }
  return key;
}

}  // namespace fangzhi::store
