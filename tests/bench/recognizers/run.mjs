// Measures Microsoft's Recognizers-Text on Chinese: numbers, percentages, currency and dimensions.
//
//   node run.mjs DIRECTORY [SECONDS]
//
// Reads the .txt files of DIRECTORY twice, each time for SECONDS (30) or until they end: as whole documents, as the
// extractor does, and line by line, which suits recognizers whose time grows faster than the text. Prints a JSON line
// for each: bytes read, CPU seconds, what was found, and megabytes a second.

import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import suite from "@microsoft/recognizers-text-suite";

const [directory, budget = "30"] = process.argv.slice(2);
if (directory === undefined) {
  console.error("usage: node run.mjs DIRECTORY [SECONDS]");
  process.exit(2);
}

const culture = suite.Culture.Chinese;
const recognizers = [
  suite.recognizeNumber, suite.recognizePercentage, suite.recognizeCurrency, suite.recognizeDimension,
];
const documents = readdirSync(directory).filter((name) => name.endsWith(".txt")).sort()
  .map((name) => readFileSync(join(directory, name), "utf8"));
const lines = documents.flatMap((text) => text.split("\n")).filter((line) => line.trim() !== "");

function measure(unit, texts) {
  const started = process.cpuUsage();
  const seconds = () => {
    const {user, system} = process.cpuUsage(started);
    return (user + system) / 1e6;
  };
  let bytes = 0;
  let found = 0;
  for (const text of texts) {
    for (const recognize of recognizers) found += recognize(text, culture).length;
    bytes += Buffer.byteLength(text);
    if (seconds() > Number(budget)) break;
  }
  const took = seconds();
  console.log(JSON.stringify({unit, bytes, seconds: took, found, megabytes_per_second: bytes / took / 1e6}));
}

// Recognizers build their models at first use; that is not measured.
for (const recognize of recognizers) recognize("增长5%，达28亿元，占地3平方米。", culture);
measure("document", documents);
measure("line", lines);
