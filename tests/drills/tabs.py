"""Two windows on the same section of the same dossier, 200 random interleavings: nothing is written over in silence.

Each window reads, writes texts that exist nowhere else, and meets the other one. What the portal acknowledged must form
a chain: each text was written over one other text, knowingly, and the last one is the one that is stored. The negative
controls save without the lock, then without the comparison of bases: each must be caught.

    python -m tests.drills.tabs [interleavings]
"""

from __future__ import annotations

import random
import sys
import time
from typing import Any

from tests.drills.ground import in_processes, own_database, percentile, ready_dossiers, report

SECTION, FIELDS, STEPS = "resumes", ("resume_public", "resume_scientifique"), 6
Written = tuple[str, str, str]  # question, the text it replaced, the text


def write(application_id: int, window: int, seed: int) -> tuple[list[Written], int, int, list[float]]:
    """One window: what was acknowledged, the conflicts met, the saves that failed, milliseconds of each."""
    from django.db import IntegrityError

    from applications.actions.saving import Conflict, save_section
    from applications.methods.merging import fingerprint
    from applications.models import Application, SectionVersion
    from inmp_portal.lib import clock

    drawn, application = (
        random.Random(f"{seed}-{window}"),
        Application.objects.select_related("lead").get(pk=application_id),
    )
    known = SectionVersion.objects.filter(application=application, section=SECTION).first()
    version, seen = known.version if known else 0, {name: application.answers.get(name) or "" for name in FIELDS}
    written: list[Written] = []
    conflicts, failures, times = 0, 0, []
    for step in range(STEPS):
        time.sleep(drawn.random() * 0.006)
        values = {name: f"{window}.{step}.{name}.{seed}" for name in drawn.sample(FIELDS, drawn.randint(1, 2))}
        begun = time.perf_counter()
        try:
            outcome = save_section(
                application=application, by=application.lead, at=clock.now(), section=SECTION, values=values,
                version=version, bases={name: fingerprint(seen[name]) for name in values},
            )  # fmt: skip
        except IntegrityError:
            failures += 1
            continue
        times.append((time.perf_counter() - begun) * 1000)
        version = outcome.version
        if isinstance(outcome, Conflict):
            conflicts += 1
            seen.update(
                {both.field.id: both.theirs or "" for both in outcome.fields}
            )  # both were shown: now it is known
            continue
        written += [(name, seen[name], text) for name, text in values.items()]
        seen.update(values)
    return written, conflicts, failures, times


def judged(application_id: int, written: list[Written]) -> tuple[int, int]:
    """Texts written over in silence (two texts replaced the same one), and acknowledged texts that are nowhere."""
    from applications.models import Application

    answers = Application.objects.get(pk=application_id).answers
    replaced = [(name, before) for name, before, _ in written]
    final = {(name, answers.get(name)) for name in FIELDS}
    silent = len(replaced) - len(set(replaced))
    lost = sum((name, text) not in set(replaced) | final for name, _, text in written)
    return silent, lost


def interleaved(keys: list[int]) -> dict[str, Any]:
    """Both windows of each dossier at once."""
    jobs = [(key, window, seed) for seed, key in enumerate(keys) for window in (1, 2)]
    done = in_processes(write, jobs, processes=8)
    wrong = lost = 0
    for place, key in enumerate(keys):
        silent, missing = judged(key, done[2 * place][0] + done[2 * place + 1][0])
        wrong, lost = wrong + silent, lost + missing
    times = [took for *_, each in done for took in each]
    wrong += sum(failures for *_, failures, _ in done)
    return {"wrong": wrong, "lost": lost, "conflicts": sum(met for _, met, _, _ in done), "times": times}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with own_database("tabs"):
        from datetime import timedelta

        from applications.actions import saving
        from applications.methods.merging import Merge
        from applications.models import Application, Call
        from applications.queries.working import with_working_facts
        from inmp_portal.lib import clock

        keys = ready_dossiers(2 * rounds)
        Call.objects.update(closes_at=clock.now() + timedelta(days=1))
        real = interleaved(keys[:rounds])
        half = rounds + rounds // 2
        locked, merge = saving._locked, saving.merge
        saving._locked = lambda application: with_working_facts(Application.objects.all()).get(pk=application.pk)
        without_lock = interleaved(keys[rounds:half])
        saving._locked, saving.merge = locked, lambda stored, sent, bases, same_version: Merge(changed=dict(sent))
        without_bases = interleaved(keys[half:])
        saving.merge = merge
        caught = [control["wrong"] + control["lost"] for control in (without_lock, without_bases)]
        report(
            drill="tabs", attempts=len(real["times"]), interleavings=rounds, conflicts=real["conflicts"],
            wrong=real["wrong"], lost=real["lost"], duplicates=0, p95_ms=round(percentile(real["times"], 0.95), 1),
            negative_control=all(caught), caught_in_control=caught,
            ok=real["wrong"] == real["lost"] == 0 and real["conflicts"] > 0 and all(caught),
        )  # fmt: skip


if __name__ == "__main__":
    main()
