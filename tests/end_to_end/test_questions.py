"""The questions that a reader of such texts asks, each answered by one call over documents written to raise them.

The documents of questions/ are invented: places are real, figures are not.
"""

import pathlib
import unittest

from harness import QUERY, Fangzhi

QUESTIONS = pathlib.Path(__file__).resolve().parent / "questions"
STREET = "regions/330604002"


def figures(records):
    """(indicator, measure, value, unit) of records, as a set."""
    return {(r["indicator"]["phrase"], r["measure"].removeprefix("MEASURE_").lower(), r["quantity"]["value"],
             r["quantity"]["unit"]) for r in records}


class QuestionsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fangzhi = cls.enterClassContext(Fangzhi())
        cls.fangzhi.run_client("ingest", str(QUESTIONS / "manifest.json"))
        cls.fangzhi.wait_extracted()

    def ask(self, method, **request):
        return self.fangzhi.query.call(f"{QUERY}/{method}", request)

    def test_what_did_the_industrial_brain_of_this_subdistrict_achieve(self):
        answer = self.ask("ListRecords", filter=f'subject : "产业大脑" AND region.within("{STREET}")')
        found = figures(answer["records"])
        self.assertIn(("接入企业", "level", "126", "{家}"), found)
        self.assertEqual({value for _, _, value, _ in found}, {"126", "32000000", "460000000"})

    def test_how_many_grid_events_were_collected_handed_on_and_closed_and_what_share(self):
        answer = self.ask("ListRecords",
                          filter=f'region.within("{STREET}") AND sentence : "网格事件" AND period = 2022')
        self.assertLessEqual({("level", "32500", "{件}"), ("level", "29800", "{件}"), ("level", "31900", "{件}"),
                              ("level", "98.2", "%")}, {f[1:] for f in figures(answer["records"])})

    def test_how_many_inspections_hazards_and_fires(self):
        answer = self.ask("ListRecords", filter=f'topic = safety AND region.within("{STREET}")')
        self.assertLessEqual({("level", "1860", "{家次}"), ("level", "2340", "{处}"), ("level", "2318", "{处}"),
                              ("growth", "-32.3", "%")}, {f[1:] for f in figures(answer["records"])})

    def test_which_renovation_projects_with_what_investment_and_area_and_how_far_along(self):
        answer = self.ask("SearchRecords", query="改造项目", filter=f'region.within("{STREET}")')
        by_project = {}
        for result in answer["results"]:
            record = result["record"]
            by_project.setdefault(record["subject"]["name_text"], set()).add(
                (record["measure"].removeprefix("MEASURE_").lower(), record["quantity"]["value"],
                 record["quantity"]["unit"]))
        expected = {
            "江滨花园": {("level", "120000000", "CNY"), ("level", "86000", "m2"), ("completion", "65", "%")},
            "卧龙新村": {("level", "45000000", "CNY"), ("level", "31000", "m2"), ("completion", "40", "%")},
        }
        for project, facts in expected.items():
            told = set().union(*(f for name, f in by_project.items() if name.startswith(project)))
            self.assertLessEqual(facts, told, project)

    def test_who_leads_the_district_in_output_growth_and_tax_per_mu(self):
        def ranks(**request):
            answer = self.ask("RankRegions", period="2022", within="regions/330604", **request)
            return [(r["rank"], r["record"]["subject"]["name_text"], r["value"]) for r in answer["regions"]]

        self.assertEqual(ranks(indicator="规上工业总产值"),
                         [(1, "百官街道", "14020000000"), (2, "曹娥街道", "11580000000"), (3, "东关街道", "8640000000")])
        self.assertEqual(ranks(indicator="规上工业总产值", measure="MEASURE_GROWTH")[0], (1, "东关街道", "9.6"))
        self.assertEqual(ranks(indicator="亩均税收")[0], (1, "曹娥街道", "312000"))
        claimed = self.ask("RankRegions", period="2022", within="regions/330604", indicator="规上工业总产值")
        self.assertEqual([c["quantity"]["value"] for c in claimed["regions"][1]["claims"]], ["2"])

    def test_what_was_promised_and_what_came_of_last_years_promise(self):
        series = self.ask("GetSeries", indicator="规上工业总产值", subject=STREET)
        values = {}
        for point in series["points"]:
            for value in point.get("values", []):
                key = (point["period"]["notation"], value["measure"], value["modality"])
                values[key] = value["record"]["quantity"]["value"]
        level = "MEASURE_LEVEL"
        self.assertEqual(values["2023", level, "MODALITY_TARGET"], "12500000000")
        self.assertEqual(values["2022", level, "MODALITY_TARGET"], "12000000000")
        self.assertEqual(values["2022", level, "MODALITY_ACTUAL"], "11580000000")
        self.assertEqual(values["2022", "MEASURE_GROWTH", "MODALITY_TARGET"], "12")
        self.assertEqual(values["2022", "MEASURE_GROWTH", "MODALITY_ACTUAL"], "7.3")
        missed = self.ask("CheckConsistency", filter=f'subject = "{STREET}"')["findings"]
        self.assertEqual([f["kind"] for f in missed], ["outcome_against_target"] * 2)

    def test_which_articles_disagree_on_the_same_figure(self):
        conflicts = self.ask("ListConflicts")["conflicts"]
        self.assertEqual(len(conflicts), 1)
        records = conflicts[0]["records"]
        self.assertEqual([r["quantity"]["value"] for r in records], ["11580000000", "11350000000"])
        self.assertEqual([r["document"]["published"] for r in records], ["2023-02-10", "2023-01-16"])
        self.assertEqual(conflicts[0]["relative_difference"], "0.0199")
        for record in records:
            self.assertIn("规上工业总产值", record["provenance"]["sentence"])

    def test_the_client_answers_them_too(self):
        self.assertIn("电机产业大脑 2022 接入企业", self.fangzhi.run_client("search", "产业大脑 接入企业"))
        ranked = self.fangzhi.run_client("rank", "亩均税收", "2022", "--within", "上虞区")
        self.assertRegex(ranked, r"1 +曹娥街道 +31.2万 CNY/\[mu\]")
        compared = self.fangzhi.run_client("compare", "2022", "百官街道", "东关街道", "-i", "规上工业总产值", "-i", "亩均税收")
        self.assertRegex(compared, r"百官街道 +140.2亿 CNY +28.5万 CNY/\[mu\]")
        self.assertIn("apart by 0.0199", self.fangzhi.run_client("conflicts"))
        lines = self.fangzhi.run_client("export", "--format", "sdmx_csv").splitlines()
        self.assertEqual(len(lines), 1 + len(self.fangzhi.records()))


if __name__ == "__main__":
    unittest.main()
