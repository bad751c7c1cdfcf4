"""The hostile texts: what a stranger may write into a dossier, hoping that the PDF obeys.

Each is rendered twice: as markup given to the renderer as it stands, and as a person's answer through Django's
autoescape. `{file}` is a file that must not be read, `{net}` an address that must not be asked.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One text; `wanted` tells whether its markup asks for something that the fetcher must refuse."""

    label: str
    text: str
    wanted: bool = False

    def aimed(self, file: str, net: str) -> str:
        return self.text.replace("{file}", file).replace("{net}", net)


ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "mot ">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
    "<svg xmlns='http://www.w3.org/2000/svg'><text>&j;</text></svg>"
)
FAMILY = "👩‍👩‍👧‍👦🏳️‍🌈👨🏿‍⚕️"

TEXTS = [
    Text("images", '<img src="file://{file}"><img src="http://{net}/a.png"><img src="//{net}/b.png"><img src="{file}">', True),
    Text("background", '<div style="background: url(file://{file}), url(http://{net}/a); list-style: url(http://{net}/b)">x</div>', True),
    Text("import", "<style>@import 'file://{file}'; @import url(http://{net}/a.css);</style>x", True),
    Text("stylesheet", '<link rel="stylesheet" href="http://{net}/a.css"><link rel=stylesheet href="file://{file}">', True),
    Text("font", "<style>@font-face { font-family: f; src: url(http://{net}/f.woff2), url(file://{file}), local('DejaVu Sans') } p { font-family: f }</style><p>x</p>", True),
    Text("object", '<object data="file://{file}" type="image/png"></object><embed src="http://{net}/a.svg"><iframe src="file://{file}"></iframe>', True),
    Text("attachment of the page", '<link rel="attachment" href="file://{file}"><link rel="attachment" href="http://{net}/a">', True),
    Text("attachment of a link", '<a rel="attachment" href="file://{file}">x</a><a rel=attachment href="http://{net}/a">y</a>', True),
    Text("drawing", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image href="file://{file}"/><image xlink:href="http://{net}/a.png" width="9" height="9"/></svg>', True),
    Text("drawing, reuse", '<svg><use href="http://{net}/a.svg#x"/><use href="file://{file}#x"/><style>@import "http://{net}/s.css";</style></svg>'),
    Text("base", '<base href="http://{net}/"><img src="a.png"><img src="/b.png">', True),
    Text("content", '<style>p::before {{ content: url("http://{net}/a.png") }} p {{ content: url(file://{file}) }}</style><p>x</p>'.replace("{{", "{").replace("}}", "}"), True),
    Text("colour profile", "<style>@color-profile device-cmyk { src: url('file://{file}') }</style><p style='color: device-cmyk(1 0 0 0)'>x</p>", True),
    Text("data", '<img src="data:image/svg+xml,<svg xmlns=%27http://www.w3.org/2000/svg%27><image href=%27file://{file}%27/></svg>"><img src="data:text/plain;base64,' + "QUFB" * 50_000 + '">', True),
    Text("giant word", "a" * 20_000),
    Text("giant word held by no-break spaces", "mot\u00a0" * 5_000),
    Text("accents piled up", "Z" + "\u0301\u0327\u0489" * 7_000),
    Text("nesting", "<div>" * 5_000 + "x" + "</div>" * 5_000),
    Text("long table", "<table>" + "<tr><td>x</td></tr>" * 5_000 + "</table>"),
    Text("sizes", '<p style="width: 1e30px; font-size: 1e9pt; margin: -1e20cm; column-count: 99999999">x</p><td colspan="999999999" rowspan="99999999">' + "9" * 5_000),
    Text("controls", "a" + "".join(map(chr, [*range(9), *range(11, 32), *range(127, 160)])) + "\ufeff\ufffe\uffff\U000e0001b"),
    Text("backwards", "Montant\u00a0: \u202e000 05\u202c € \u2067مرحبا\u2069 \u200f12\u200e"),
    Text("emoji", FAMILY * 800),
    Text("half characters", "a\ud800b\udfff\ud83d fin"),
    Text("entities", ENTITIES + "&lt;script&gt;&#0;&#x110000;&#xD800;&bogus;"),
    Text("long title and scripts", "</p></body></title><title>" + "Titre " * 60_000 + "</title><script>fetch('http://{net}/')</script><p style='width: expression(alert(1))' onload=x>"),
]  # fmt: skip
