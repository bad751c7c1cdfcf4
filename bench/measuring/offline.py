"""Figures that need no web server: mails queued, a dossier laid out, the list exported."""

from __future__ import annotations

import io
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from inmp_portal.outbox.actions.queueing import queue_many
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import Notice

MAILS = 1_000


def mails(rounds: int) -> dict[str, Any]:
    """1 000 mails of a draft opened, queued in a transaction, then undone; floor: their texts rendered, rows created."""
    from applications.models import Application
    from applications.notices.drafting import DraftSaved
    from applications.queries.working import with_working_facts

    drafts = with_working_facts(Application.objects.drafts().select_related("lead").order_by("pk"))[:100]
    notices: list[Notice] = [DraftSaved(drafts[n % len(drafts)]) for n in range(MAILS)]
    contexts = [notice.context() for notice in notices]
    ours, floor = _pairs(lambda: _queue(notices), lambda: _bare(notices, contexts), min(rounds, 5))
    return {"name": f"{MAILS} courriels mis en file", "ours": ours, "floor": floor, "unit": "s"}


def _queue(notices: list[Notice]) -> None:
    with transaction.atomic():
        queue_many((notice, ("bench", uuid.uuid4())) for notice in notices)
        transaction.set_rollback(True)


def _bare(notices: list[Notice], contexts: list[dict[str, Any]]) -> None:
    from inmp_portal.lib import clock

    with transaction.atomic():
        for notice, context in zip(notices, contexts, strict=True):
            text = render_to_string("applications/mail/brouillon_enregistre.body.txt", context)
            Mail.objects.create(
                kind="bench", to=notice.recipients(), subject="Bonjour", text=text, html="", queued_at=clock.now(),
                dedup_key=str(uuid.uuid4()), message_id=f"<{uuid.uuid4()}@exemple.fr>",
            )  # fmt: skip
        transaction.set_rollback(True)


def dossier_pdf(rounds: int) -> dict[str, Any]:
    """A dossier of 6 to 8 pages: texts of a few lines, one row a table."""
    return _pdf(rounds, {"answers": _short})


def longest_pdf(rounds: int) -> dict[str, Any]:
    """The same dossier with all that it says."""
    return _pdf(rounds, {})


def _short(answers: Mapping[str, Any]) -> dict[str, Any]:
    cut = {str: lambda text: text[:200], list: lambda rows: rows[:1]}
    return {name: cut.get(type(value), lambda kept: kept)(value) for name, value in answers.items()}


def _pdf(rounds: int, changes: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """From answers to PDF/UA-1, child warm; floor: bare WeasyPrint on the same HTML and CSS."""
    from applications.documents.dossier import dossier_document
    from applications.documents.source import source_of_draft
    from applications.models import Application
    from inmp_portal.lib import clock, pdf
    from inmp_portal.lib.pdf import renderer

    application = Application.objects.select_related("call", "lead").filter(reference__startswith="T")[0]
    source = source_of_draft(application)
    source = replace(source, **{name: change(getattr(source, name)) for name, change in changes.items()})
    html, assets = dossier_document(source, clock.now())
    pdf.warm()

    def whole() -> None:
        content, seen = dossier_document(source, clock.now())
        pdf.render(content, assets=seen)

    ours, floor = _pairs(whole, lambda: _bare_pdf(html, assets), min(rounds, 10))
    made = renderer.shared().render(html, assets=assets)
    name = f"PDF d’un dossier, {made.cpu_seconds:.2f} s CPU"
    return {"name": name, "ours": ours, "floor": floor, "unit": "s", "pages": made.pages, "megabytes": made.peak_mb}


def _bare_pdf(html: str, assets: Mapping[str, bytes]) -> None:
    from weasyprint import CSS, HTML

    from inmp_portal.lib.pdf.inside.fetching import AssetFetcher

    fetcher = AssetFetcher(assets)
    styles = [CSS(string=css.decode(), url_fetcher=fetcher) for name, css in assets.items() if name.endswith(".css")]
    HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=styles)


def export(rounds: int) -> dict[str, Any]:
    """The whole list as a workbook; floor: the same rows written by xlsxwriter straight from a list in memory."""
    from applications.actions.exporting import export_dossiers
    from applications.documents.workbook import write_dossiers
    from applications.models import Call
    from applications.queries.criteria import Criteria, Half
    from applications.queries.listing import rows_to_export
    from inmp_portal.accounts.models import User
    from inmp_portal.lib import clock

    call, user, at = Call.objects.current(), User.objects.get(email="bureau@exemple.fr"), clock.now()
    kept = list(rows_to_export(Criteria(), call=call, user=user, at=at))

    def whole() -> None:
        with transaction.atomic():
            export_dossiers(call=call, by=user, at=at, criteria=Criteria(), to=io.BytesIO())
            transaction.set_rollback(True)

    ours, floor = _pairs(whole, lambda: write_dossiers(kept, half=Half.DEPOSITED, to=io.BytesIO()), min(rounds, 3))
    return {"name": f"export de {len(kept)} dossiers", "ours": ours, "floor": floor, "unit": "s"}


def search(rounds: int) -> dict[str, Any]:
    """The full-text search of the list, in the database alone: its first page as SQL; floor: ILIKE on the titles."""
    from django.db import connection

    from applications.models import Application, Call
    from applications.queries.criteria import Criteria, Half, matching
    from applications.queries.listing import PAGE_SIZE, shown
    from inmp_portal.accounts.models import User
    from inmp_portal.lib import clock

    user, at = User.objects.get(email="bureau@exemple.fr"), clock.now()
    asked = Criteria(text="registres rénaux")
    rows = matching(asked, call=Call.objects.current(), user=user, at=at).order_by(asked.column, "pk")
    found = shown(rows, Half.DEPOSITED)[: PAGE_SIZE + 1]
    bare = Application.objects.filter(title__icontains="registre").order_by("-last_deposited_at").values("pk", "title")

    def of(queryset: Any) -> Callable[[], None]:
        statement, parameters = queryset.query.sql_with_params()

        def run() -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement, parameters)
                cursor.fetchall()

        return run

    ours, floor = _pairs(of(found), of(bare[: PAGE_SIZE + 1]), rounds)
    return {"name": "recherche plein texte", "ours": ours * 1000, "floor": floor * 1000, "unit": "ms"}


def _pairs(ours: Callable[[], Any], floor: Callable[[], Any], rounds: int) -> tuple[float, float]:
    times = [(_seconds(ours), _seconds(floor)) for _ in range(max(rounds, 1))]
    return median(pair[0] for pair in times), median(pair[1] for pair in times)


def _seconds(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


PARTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "mails": mails,
    "pdf": dossier_pdf,
    "longest": longest_pdf,
    "export": export,
    "search": search,
}
