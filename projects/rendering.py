"""Run in a process of its own, `python rendering.py <kind> <source> <folder>`: pictures of a file nobody vouches for.

Whatever the file does to the libraries, it does it here, within bounds of time and memory. Writes <number>.png or .jpg
and pages.json into the folder. Knows nothing of the portal.
"""

import json
import resource
import sys
from pathlib import Path

from PIL import Image, ImageOps

MOST_PAGES = 10
WIDTH = 1000
MOST_LETTERS = 5000
SECONDS, MEMORY = 30, 1024**3
Image.MAX_IMAGE_PIXELS = 80_000_000


def render_pdf(source: Path, folder: Path) -> dict:
    """The first pages as PNG, with the words on each."""
    import pypdfium2  # only here: images need none of it

    document, pages = pypdfium2.PdfDocument(source), []
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        scale = min(WIDTH / max(page.get_width(), 1), 4, 3 * WIDTH / max(page.get_height(), 1))
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        text = page.get_textpage().get_text_bounded()[:MOST_LETTERS]
        pages.append(_saved(picture, folder / f"{number + 1}.png", "image/png") | {"text": text})
    return {"count": len(document), "pages": pages}


def render_image(source: Path, folder: Path) -> dict:
    """The image itself, upright, no larger than a screen, without anything that was noted in it."""
    with Image.open(source, formats=("PNG", "JPEG")) as image:
        image.draft("RGB", (2 * WIDTH, 2 * WIDTH))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((WIDTH, 2 * WIDTH))
        has_alpha = upright.mode in ("RGBA", "LA", "P")
        plain = upright.convert("RGBA" if has_alpha else "RGB")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    kind = ("1.png", "image/png") if has_alpha else ("1.jpg", "image/jpeg")
    return {"count": 1, "pages": [_saved(bare, folder / kind[0], kind[1]) | {"text": ""}]}


def _saved(picture, path: Path, content_type: str) -> dict:
    picture.save(path, optimize=content_type == "image/png") if path.suffix == ".png" else picture.save(
        path, quality=85
    )
    return {"file": path.name, "type": content_type, "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    kind, source, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    found = {"pdf": render_pdf, "image": render_image}[kind](source, folder)
    (folder / "pages.json").write_text(json.dumps(found))
