"""The limits of a file as they are said and as they hold."""

from __future__ import annotations

import pytest

from applications.models import Attachment
from applications.queries.attachments import file_panel
from inmp_portal.lib.files.refusals import Rejected
from tests.corpus.pdfs import pdf


def test_a_curriculum_has_the_pages_that_its_question_says(draft, joined, lead, at):
    panel = file_panel(draft, "cv_porteur")
    assert panel.limits == "Un PDF, 2\u00a0Mo et 2\u00a0pages au plus."
    with pytest.raises(Rejected) as refused:
        joined("cv_porteur", pdf(pages=3))
    assert refused.value.reason == (
        "Ce PDF compte 3\u00a0pages, pour 2\u00a0pages au plus ici\u00a0: il n’a pas été joint, et rien d’autre n’a changé. "
        "Raccourcissez-le, puis déposez-le de nouveau."
    )
    assert not Attachment.objects.exists()
    with pytest.raises(Rejected, match="compte plus de 1\u202f000\u00a0pages"):
        joined("cv_porteur", pdf(pages=1_001))
    assert joined("cv_porteur", pdf(pages=2)).pages == 2
    assert joined("devis", pdf(pages=3)).pages == 3
