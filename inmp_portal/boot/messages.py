"""What the command says, and the two-language message of each thing that can stop it."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One message, French first."""

    fr: str
    en: str

    def fill(self, **facts: object) -> str:
        return f"{self.fr.format(**facts)}\n{self.en.format(**facts)}"


class Stop(Exception):
    """The command cannot go on; carries what the person reads and the exit code."""

    def __init__(self, text: Text, *, code: int = 1, **facts: object) -> None:
        self.text, self.code, self.facts = text, code, facts
        super().__init__(text.fill(**facts))


def say(text: str) -> None:
    """One line to the person, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


NO_DISK = Text(
    "Il n’y a plus assez de place sur le disque de {place} : {free} libres, il en faut {needed}. Libérez de la place, puis relancez.",
    "Not enough room on the disk of {place}: {free} free, {needed} needed. Free some room, then start again.",
)
NO_NETWORK = Text(
    "Les paquets n’ont pas pu être téléchargés. La première installation demande Internet ; derrière un mandataire ou un "
    "miroir, renseignez HTTPS_PROXY, ou PIP_INDEX_URL et UV_DEFAULT_INDEX, puis relancez.\n{detail}",
    "The packages could not be downloaded. The first installation needs the Internet; behind a proxy or a mirror, set "
    "HTTPS_PROXY, or PIP_INDEX_URL and UV_DEFAULT_INDEX, then start again.",
)
INSTALL_FAILED = Text(
    "L’installation des paquets a échoué :\n{detail}",
    "The packages could not be installed (see above).",
)
VENV_FAILED = Text(
    "L’environnement Python .venv n’a pas pu être créé :\n{detail}",
    "The Python environment .venv could not be made (see above).",
)
PORT_TAKEN = Text(
    "Le port {port} est déjà pris sur {host}. Choisissez-en un autre : PORT={other} ./portal run",
    "Port {port} is already taken on {host}. Choose another one: PORT={other} ./portal run",
)
PORT_WRONG = Text(
    "PORT={value} : un nombre de 1 à 65535 est attendu.",
    "PORT={value}: a number from 1 to 65535 is expected.",
)
ALREADY_RUNNING = Text(
    "Le portail tourne déjà depuis ce dossier{where}. Arrêtez-le d’abord (Ctrl-C dans sa fenêtre{kill}).",
    "The portal already runs from this folder{where}. Stop it first (Ctrl-C in its window{kill}).",
)
DATABASE_LOCKED = Text(
    "La base de données {data} est tenue par un autre programme :\n{detail}\nArrêtez-le, ou donnez au portail un autre "
    "PostgreSQL : DATABASE_URL=postgres://utilisateur:motdepasse@serveur/base ./portal run",
    "The database {data} is held by another program. Stop it, or give the portal another PostgreSQL: "
    "DATABASE_URL=postgres://user:password@server/database ./portal run",
)
DATABASE_VERSION = Text(
    "Les données de {data} viennent de PostgreSQL {found}, le portail apporte la version {expected}. Gardez-les ailleurs "
    "(pg_dump avec la version {found}) et supprimez ce dossier, ou indiquez votre serveur : DATABASE_URL=postgres://…",
    "The data in {data} come from PostgreSQL {found}, the portal brings version {expected}. Keep them elsewhere "
    "(pg_dump of version {found}) and remove this folder, or name your own server: DATABASE_URL=postgres://…",
)
DATABASE_FAILED = Text(
    "PostgreSQL, fourni avec le portail, n’a pas démarré :\n{detail}\nVous pouvez indiquer votre propre serveur : "
    "DATABASE_URL=postgres://utilisateur:motdepasse@serveur/base ./portal run",
    "The PostgreSQL that comes with the portal did not start (see above). You can name your own server: "
    "DATABASE_URL=postgres://user:password@server/database ./portal run",
)
DATABASE_UNREACHABLE = Text(
    "Le serveur de base de données de DATABASE_URL ne répond pas :\n{detail}",
    "The database server of DATABASE_URL does not answer (see above).",
)
NO_ACCOUNT = Text(
    "PostgreSQL refuse de tourner sous root et le compte « {name} » n’a pas pu être créé :\n{detail}\nLancez ./portal sous un "
    "compte ordinaire, ou indiquez votre serveur : DATABASE_URL=postgres://…",
    "PostgreSQL refuses to run as root and the account “{name}” could not be made (see above). Start ./portal from an "
    "ordinary account, or name your own server: DATABASE_URL=postgres://…",
)
PANGO_MISSING = Text(
    "Pango manque : le portail démarre, mais les PDF sont indisponibles. Pour les obtenir :\n    {command}",
    "Pango is missing: the portal starts, but PDFs are unavailable. To get them, type the line above.",
)
PREPARE_FAILED = Text(
    "La préparation de l’instance a échoué (ci-dessus). Journal : {log}",
    "The instance could not be prepared (see above). Log: {log}",
)
WEB_DIED = Text(
    "Le serveur web s’est arrêté (code {status}). Fin de son journal, {log} :\n{detail}",
    "The web server stopped (status {status}). The end of its log is above.",
)
NOT_ANSWERING = Text(
    "Le serveur web n’a pas répondu en {seconds} s. Fin de son journal, {log} :\n{detail}",
    "The web server did not answer within {seconds} s. The end of its log is above.",
)
UNKNOWN_COMMAND = Text(
    "« {name} » n’est pas une commande du portail. Commandes : {known}.",
    "“{name}” is not a command of the portal. Commands: {known}.",
)
UNKNOWN_DRILL = Text(
    "« {name} » n’est pas un exercice. Exercices : {known}.",
    "“{name}” is not a drill. Drills: {known}.",
)
DATE_WRONG = Text(
    "--at {value} : un instant comme 2025-09-08T23:00 est attendu (heure de Paris).",
    "--at {value}: an instant such as 2025-09-08T23:00 is expected (Paris time).",
)
NOT_A_DEMONSTRATION = Text(
    "Cette instance n’est pas une démonstration (PORTAL_INSTANCE={kind}) : rien n’a été touché.",
    "This instance is not a demonstration (PORTAL_INSTANCE={kind}): nothing was touched.",
)
RESET_WHILE_RUNNING = Text(
    "Le portail tourne{where} : arrêtez-le avant de reconstruire la démonstration{kill}.",
    "The portal is running{where}: stop it before rebuilding the demonstration{kill}.",
)
FOREIGN_DATABASE = Text(
    "La base de DATABASE_URL n’est pas celle d’une démonstration : rien n’a été effacé.",
    "The database of DATABASE_URL is not that of a demonstration: nothing was erased.",
)
