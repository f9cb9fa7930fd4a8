"""``designbook serve``."""

from __future__ import annotations

import sys
from pathlib import Path

from api.serving import address, listen, log_to_stderr, run_server
from api.settings import read_settings


def run(*, host: str | None, port: int | None, data: Path | None, embedder: str | None) -> None:
    """Serve until interrupted.

    The port is taken before the heavy imports, and what cannot be served is said before the page
    is built; a store that is away is waited for, and requests are told so.
    """
    settings = read_settings(host=host, port=port, data_dir=data, embedder=embedder)
    log_to_stderr(settings)
    with listen(settings) as sock:
        from api.app import create_app  # noqa: PLC0415
        from api.problems import install_in_mounts  # noqa: PLC0415
        from api.service import Service  # noqa: PLC0415

        service = Service(settings).start()

        from ui.page import mount_page  # noqa: PLC0415

        app = mount_page(create_app(settings, service), settings)
        install_in_mounts(app)
        where = address(settings, sock)

        def ready() -> None:
            sys.stdout.write(f"Designbook is ready: {where} (Ctrl+C stops it)\n")
            sys.stdout.flush()

        run_server(app, settings, sock, ready)
