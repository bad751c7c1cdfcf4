"""The generated pages of docs/: what the code says, written for people. `python -m tests.docs` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template

from inmp_portal.journal.sentences import SENTENCES, Sentence
from inmp_portal.lib.machine import Machine
from inmp_portal.lib.retention import registry
from inmp_portal.outbox.notices import KINDS
from tests.architecture.code import APPS, ROOT
from tests.docs.glossary import WORDS
from tests.permissions import declared

FOLDER = ROOT / "docs"
_EXAMPLE = {
    "how": "code",
    "role": "director",
    "count": 12,
    "rule": "j7",
    "finding": "Non",
    "check": "R9",
    "outcome": "Recevable",
    "to": "2025-09-08T23:00:00+02:00",
}
_NOTICE = "<!-- Page produite par `./portal docs` : ne pas modifier à la main. -->\n\n"


def all_pages() -> dict[Path, str]:
    """Every generated page by its path."""
    return {FOLDER / f"{name}.md": _NOTICE + write() for name, write in PAGES.items()}


def states() -> str:
    """One diagram a machine, with the French word of each state."""
    parts = ["# États et passages\n"]
    for name, machine in _machines():
        words = "\n".join(f"- `{state.name}` : {state.label}" for state in machine.states)
        parts.append(f"## {name}\n\n```mermaid\n{machine.mermaid()}```\n\n{words}\n")
    return "\n".join(parts)


def permissions() -> str:
    """Who may open what."""
    head = "| adresse | nom | " + " | ".join(declared.ROLES.values()) + " |"
    rule = "|" + " --- |" * (2 + len(declared.ROLES))
    lines = [
        f"| `{address}` | `{name}` | " + " | ".join(access[role] for role in declared.ROLES) + " |"
        for address, name, access in declared.table()
    ]
    return "\n".join(["# Qui ouvre quoi\n", declared.LEGEND, head, rule, *lines, ""])


def mails() -> str:
    """Every kind of mail with its subject."""
    _load("notices")
    lines = ["# Courriels\n", "| modèle | objet |", "| --- | --- |"]
    for kind, notice in sorted(KINDS.items()):
        if notice.app == "probe":
            continue
        subject = " ".join(get_template(f"{notice.app}/mail/{kind}.subject.txt").template.source.split())
        lines.append(f"| `{kind}` | {subject.replace('|', '¦')} |")
    return "\n".join([*lines, ""])


def retention() -> str:
    """How long each kind of row is kept."""
    lines = [
        "# Durées de conservation\n",
        "| données | durée | à compter de | ensuite | pourquoi |",
        "|" + " --- |" * 5,
    ]
    for label, entry in sorted(registry().items()):
        name = apps.get_model(label)._meta.verbose_name
        kept = f"{entry.months} mois" if entry.months else "sans limite"
        lines.append(f"| {name} (`{label}`) | {kept} | {entry.since} | {entry.then} | {entry.why} |")
    return "\n".join([*lines, ""])


def journal() -> str:
    """Every type of entry with its sentence."""
    lines = ["# Journal\n", "| type | phrase, après le nom de la personne |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| `{type}` | {_said(said)} |" for type, said in sorted(SENTENCES.items())), ""])


def glossary() -> str:
    """One word each way."""
    lines = ["# Glossaire\n", "| à l’écran | dans le code |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {french} | `{english}` |" for french, english in WORDS.items()), ""])


def _said(sentence: Sentence) -> str:
    """A sentence as written, or what a computed one says of an example."""
    return f"{sentence(_EXAMPLE)} (par exemple)" if callable(sentence) else sentence


PAGES: dict[str, Callable[[], str]] = {
    "states": states, "permissions": permissions, "mails": mails, "retention": retention, "journal": journal,
    "glossary": glossary,
}  # fmt: skip


def _machines() -> Iterator[tuple[str, Machine]]:
    for app in APPS:
        if find_spec(f"{app}.states"):
            module = import_module(f"{app}.states")
            yield from ((f"{app}.{name}", it) for name, it in vars(module).items() if isinstance(it, Machine))


def _load(shelf: str) -> None:
    """Import a shelf of every app, file or folder."""
    for app in APPS:
        spec = find_spec(f"{app}.{shelf}")
        if spec is None:
            continue
        import_module(f"{app}.{shelf}")
        for folder in spec.submodule_search_locations or []:
            for path in sorted(Path(folder).glob("[a-z]*.py")):
                import_module(f"{app}.{shelf}.{path.stem}")
