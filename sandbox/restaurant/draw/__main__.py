"""Writes every picture anew, and takes away those of dishes that left the menu."""

from pathlib import Path

from sandbox.restaurant.draw.dishes import draw
from sandbox.restaurant.menu import MENU

PHOTOS = Path(__file__).parent.parent / "photos"


def main() -> None:
    """Draws the whole menu."""
    PHOTOS.mkdir(exist_ok=True)
    for old in PHOTOS.glob("*.svg"):
        old.unlink()
    for category in MENU:
        for dish in category.dishes:
            (PHOTOS / f"{dish.slug}.svg").write_text(draw(category.id, dish), encoding="utf-8")


if __name__ == "__main__":
    main()
