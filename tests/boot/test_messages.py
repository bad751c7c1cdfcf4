"""Each thing that can stop the command is told in French, then in English."""

from __future__ import annotations

import re
import string

import pytest

from inmp_portal.boot import messages
from inmp_portal.boot.messages import Text

TEXTS = {name: text for name, text in vars(messages).items() if isinstance(text, Text)}


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_both_languages_say_it(name: str) -> None:
    text = TEXTS[name]
    assert text.fr and text.en and text.fr != text.en
    assert fields(text.en) <= fields(text.fr)
    assert not re.search(r" [:;!?»]|« |'", re.sub(r"://", "", text.fr)), "espaces insécables et apostrophes"
