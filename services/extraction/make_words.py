#!/usr/bin/env python3
"""Writes data/words.tsv, the common words of two characters, from the Debian package python3-jieba.

Usage: make_words.py [OUTPUT]      (needs apt-get and a Debian mirror)

The package's dictionary (https://github.com/fxsjy/jieba, MIT licence) counts each word in a corpus and gives its part
of speech. Names of persons, places, organisations and brands are left out, so that what is not in the file is either
rare or a name; so are words counted fewer than LEAST times.
"""

import collections
import pathlib
import subprocess
import sys
import tempfile

PACKAGE = "python3-jieba"
DICTIONARY = "usr/lib/python3/dist-packages/jieba/dict.txt"
NAMES = ("nr", "ns", "nt", "nz")  # Parts of speech.
LEAST = 5

HEADER = f"""# Common Chinese words of two characters, names left out. Columns: the first character, the second characters.
# Source: the dictionary of jieba 0.42.1 (https://github.com/fxsjy/jieba), Debian package {PACKAGE}, by way of
# make_words.py. Do not edit. The notice of the source:
#
# The MIT License (MIT). Copyright (c) 2013 Sun Junyi
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
# persons to whom the Software is furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
# Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def dictionary():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", "-q", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        package = next(pathlib.Path(folder).glob("*.deb"))
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        return (pathlib.Path(folder) / DICTIONARY).read_text(encoding="utf-8")


def main():
    output = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "data" / "words.tsv")
    seconds = collections.defaultdict(set)
    for line in dictionary().splitlines():
        word, count, part_of_speech = line.split()
        han = len(word) == 2 and all("\u4e00" <= c <= "\u9fff" for c in word)
        if han and int(count) >= LEAST and not part_of_speech.startswith(NAMES):
            seconds[word[0]].add(word[1])
    rows = [f"{first}\t{''.join(sorted(seconds[first]))}\n" for first in sorted(seconds)]
    output.write_text(HEADER + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
