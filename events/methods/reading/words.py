"""The words of a French sentence, as routing and grouping compare them: folded, stemmed, grammar left out."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from inmp_portal.lib.folding import fold

_WORD = re.compile(r"[a-z]+[0-9]*|[0-9]+")
_WRITTEN = re.compile(r"[^\W\d_]+[0-9]*|[0-9]+")  # the same before folding

# Articles, pronouns, auxiliaries, negation and the politeness of questions: folded, as `fold` gives them. Negation is
# among them on purpose: who has « pas de statisticien » asks about statistics.
_GRAMMAR = """
a ai ainsi alors apres as au aucun aucune aussi autre autres aux avant avec avez avons avoir bien bonjour c ca
car ce ceci cela celle celui ces cet cette ceux chaque ci comme comment d dans de deja depuis des deja doit
doivent dois devons devez donc dont du elle elles en encore entre es est et etait ete etes etre eu eux existe
fait faire faut faudrait hors ici il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme memes
merci mes moi moins mon n ne ni non nos notre nous o on ont or ou par parce pas peu peut peuvent peux pour
pourquoi pouvez pouvons plus plusieurs pourrait pourrais quand que quel quelle quelles quelqu quelque quelques
quels qui quoi rien s sa sans se sera serait serons ses si sinon soit sommes son sont sous souhaite souhaitons
suis sur t ta te tel telle tes toi ton tous tout toute toutes tres trop tu un une va vais vers via voici voila
vos votre voudrais voudrions vous voulons y
"""
GRAMMAR = frozenset(_GRAMMAR.split())


def words(text: str) -> list[str]:
    """Folded words in the order written, grammar included: « L’étude, c’est prêt ? » gives l, etude, c, est, pret."""
    return _WORD.findall(fold(text))


def is_grammar(word: str) -> bool:
    """Whether a folded word says nothing about the subject; so does a single letter."""
    return word in GRAMMAR or (len(word) == 1 and not word.isdigit())


def stems(text: str) -> list[str]:
    """Stems of the words that say something, in the order written: « les budgets prévus » gives budget, prevus' stem."""
    return [stem(word) for word in words(text) if not is_grammar(word)]


def as_written(found: str, text: str) -> str:
    """Folded words found in a text, as its author wrote them: entrepot donnees gives « entrepôt de données »."""
    wanted = found.split()
    tokens = [(fold(token[0]), *token.span()) for token in _WRITTEN.finditer(text)]
    for place, (first, start, _) in enumerate(tokens):
        if first != wanted[0]:
            continue
        telling = [(word, end) for word, _, end in tokens[place:] if not is_grammar(word)][: len(wanted)]
        if [word for word, _ in telling] == wanted:
            return " ".join(text[start : telling[-1][1]].split())
    return found


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The French stem of a folded word.

    Accents are gone before stemming, because people leave them out: « donnees » and « données » meet. A word that the
    stemmer would treat otherwise with its accents stands in the lexicon under each of its forms.
    """
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    # Late: the package reads its thirty languages (0.1 s), and only who asks a question needs one.
    import snowballstemmer

    return snowballstemmer.stemmer("french")
