"""Work in the background: told while it runs, told when it fails, taken up when it was killed."""

from typing import Any

import pytest
from django.db import transaction

from tanggap.core import jobs, progress
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState

BY = Actor(7, "Sari")


@jobs.job
def count_rows(run_id: int, *, rows: int) -> None:
    jobs.report(run_id, done=rows, total=rows, message="selesai")


@jobs.job
def refuse(run_id: int) -> None:
    raise jobs.JobFailed("empty", "Berkas kosong.")


@jobs.job
def crash(run_id: int) -> None:
    raise ValueError("3271012345678901 Siti")


@pytest.mark.django_db
def test_a_job_is_run_and_told() -> None:
    run = jobs.start(count_rows, by=BY, arguments={"rows": 3})
    run.refresh_from_db()
    assert (run.state, run.percent, run.owner_id) == (JobState.DONE, 100, 7)
    assert run.finished_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(("work", "code", "text"), [(refuse, "empty", "Berkas kosong."),
                                                    (crash, "ValueError", "")])  # fmt: skip
def test_a_failure_is_told_without_a_person(
    work: Any, code: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    run = jobs.start(work, by=BY, arguments={})
    run.refresh_from_db()
    assert (run.state, run.error_code, run.error_text) == (JobState.FAILED, code, text)
    assert "Siti" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_transaction_is_open() -> None:
    run = JobRun.objects.create(kind="x", state=JobState.RUNNING, created_at="2026-11-24T00:00Z")
    with transaction.atomic():
        jobs.report(run.pk, done=5, total=10)
        if progress.connection.vendor == "postgresql":
            with progress._own_connection().cursor() as cursor:
                cursor.execute("SELECT done FROM core_jobrun WHERE id = %s", [run.pk])
                assert cursor.fetchone() == (5,)
            progress._own_connection().close()
        else:
            assert progress.current(run).percent == 50
    jobs.report(run.pk, done=10)
    run.refresh_from_db()
    assert progress.current(run).done == 10


@pytest.mark.django_db
def test_a_job_whose_worker_is_gone_is_run_again() -> None:
    host = progress.this_worker().rpartition(":")[0]
    run = JobRun.objects.create(
        kind=f"{__name__}.count_rows",
        arguments={"rows": 2},
        state=JobState.RUNNING,
        worker=f"{host}:999999999",
        created_at="2026-11-24T00:00Z",
    )
    assert jobs.resume_interrupted() == 1
    run.refresh_from_db()
    assert (run.state, run.attempts) == (JobState.DONE, 1)


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_is_given_up() -> None:
    run = JobRun.objects.create(
        kind="x",
        state=JobState.RUNNING,
        worker=f"{progress.this_worker().rpartition(':')[0]}:999999999",
        attempts=jobs.MOST_ATTEMPTS - 1,
        created_at="2026-11-24T00:00Z",
    )
    assert jobs.resume_interrupted() == 0
    run.refresh_from_db()
    assert (run.state, run.error_code) == (JobState.FAILED, "killed")


@pytest.mark.django_db
def test_a_job_that_runs_is_left_alone() -> None:
    JobRun.objects.create(kind="x", state=JobState.RUNNING, worker=progress.this_worker(),
                          created_at="2026-11-24T00:00Z")  # fmt: skip
    assert jobs.resume_interrupted() == 0
