/* The data files, between two symbols each. */

#define TEXT(name, file)                  \
  .global fangzhi_catalog_##name;         \
  .global fangzhi_catalog_##name##_end;   \
  fangzhi_catalog_##name: .incbin file;   \
  fangzhi_catalog_##name##_end: .byte 0

  .section .rodata
  TEXT(topics, "topics.tsv")
  TEXT(indicators, "indicators.tsv")
  TEXT(wordings, "wordings.tsv")
  TEXT(units, "units.tsv")
  TEXT(classifiers, "classifiers.txt")
  TEXT(gazetteer, "gazetteer.tsv")

  .section .note.GNU-stack, "", %progbits
