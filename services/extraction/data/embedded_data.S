/* The data files, between two symbols each. */

#define TEXT(name, file)                    \
  .global fangzhi_extraction_##name;        \
  .global fangzhi_extraction_##name##_end;  \
  fangzhi_extraction_##name: .incbin file;  \
  fangzhi_extraction_##name##_end: .byte 0

  .section .rodata
  TEXT(cues, "cues.tsv")
  TEXT(names, "names.tsv")
  TEXT(phrases, "phrases.tsv")
  TEXT(words, "words.tsv")
  TEXT(confidence, "confidence.tsv")

  .section .note.GNU-stack, "", %progbits
