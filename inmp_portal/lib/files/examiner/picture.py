"""Images: decoded whole and encoded anew, so that only the pixels remain."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from inmp_portal.lib.files.examiner.verdicts import Refuse

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
_PNG_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}


def examine(data: bytes, content_type: str, max_pixels: int) -> tuple[dict[str, int], bytes]:
    """The size in pixels and a copy without metadata, upright as its maker meant it."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit, asked before anything is decoded
    kind = _FORMATS[content_type]
    try:
        picture = Image.open(io.BytesIO(data), formats=[kind])
        if picture.width * picture.height > max_pixels:
            raise Refuse("too_many_pixels")
        picture.load()
        return {"width": picture.width, "height": picture.height}, _encoded(ImageOps.exif_transpose(picture), kind)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise Refuse("truncated" if "truncated" in str(problem) else "damaged") from problem


def _encoded(picture: Image.Image, kind: str) -> bytes:
    if kind == "JPEG":
        picture = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    elif picture.mode not in _PNG_MODES:
        picture = picture.convert("RGB")
    transparency = picture.info.get("transparency")
    picture.info = {} if transparency is None or kind == "JPEG" else {"transparency": transparency}
    output = io.BytesIO()
    options = {"quality": 92, "subsampling": 0} if kind == "JPEG" else {}
    picture.save(output, kind, **options)
    return output.getvalue()
