"""Style sheets and scripts under names that carry their hash, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports inside our scripts, which name one another."""

    support_js_module_import_aggregation = True


def gather() -> None:
    """Lay every room's static files where the web server reads them; nothing to do when none has changed.

    The settings must say that we are serving, or the files are laid without their hashes.
    """
    made_from = Path(settings.STATIC_ROOT) / "made-from"
    now = _fingerprint()
    if made_from.exists() and made_from.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    made_from.write_text(now)


def _fingerprint() -> str:
    sums = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            sums.update(path.encode())
            sums.update(Path(storage.path(path)).read_bytes())
    return sums.hexdigest()
