"""`make pictures`: takes again the pictures whose screen has changed, all of them with `--all`."""

import sys

from sandbox.pictures.album import DOCS, Album, page
from sandbox.pictures.camera import photograph
from sandbox.pictures.screens import screens
from sandbox.pictures.shots import SHOTS
from sandbox.pictures.stage import stage


def main() -> None:
    """Take what has changed, take away what is no shot's, and write the page that shows them."""
    album = Album()
    with stage() as standing:  # without a browser, which may change what is seen next by looking
        drawn = list(screens(standing, SHOTS))
    wanted = [shot.name for shot in SHOTS] if "--all" in sys.argv else album.stale(drawn)
    if wanted:
        with stage() as standing:
            seen = (one for one in screens(standing, SHOTS) if one.shot.name in wanted)
            for path in photograph(seen, album.folder):
                sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")
    for path in album.surplus(SHOTS):
        path.unlink()
    album.keep(drawn)
    (DOCS / "screens.md").write_text(page(SHOTS), encoding="utf-8")


main()
