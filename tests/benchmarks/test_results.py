"""What was measured is kept, renewed and pooled."""

from benchmarks.accuracy import Score
from benchmarks.results import Measured, Result, load, renewed, save


def result(case, counts=(1, 2, 3), **more):
    return Result(case, "nik", "2020-06-03", scores={"own": {"person": list(counts)}}, **more)


def test_results_survive_the_file(tmp_path):
    kept = [result("a", seconds=1.5), result("b", failure="stopped at 300 s")]
    save(kept, tmp_path / "deep" / "results.json")
    assert load(tmp_path / "deep" / "results.json") == kept


def test_nothing_measured_yet_is_no_result(tmp_path):
    assert load(tmp_path / "results.json") == []


def test_a_new_measurement_replaces_the_old():
    kept = renewed([result("a"), result("b")], [result("a", (9, 9, 9))])
    assert Measured(kept).pooled(["a"], "nik", "person") == Score(9, 9, 9)
    assert len(kept) == 2


def test_cases_are_pooled():
    measured = Measured([result("a"), result("b")])
    assert measured.pooled(["a", "b"], "nik", "person") == Score(2, 4, 6)


def test_a_case_that_was_not_measured_leaves_the_pool_empty():
    measured = Measured([result("a"), result("b", failure="stopped")])
    assert measured.pooled(["a", "missing"], "nik", "person") is None
    assert measured.failure(["a", "b"], "nik") == "stopped"
