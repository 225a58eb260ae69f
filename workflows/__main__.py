"""`python -m workflows`: follows what waits for something, until it is told to stop."""

import gc
import logging
import sys

from server.config import Settings, SettingsError


def main() -> int:
    """Reads the settings, and works until SIGTERM or SIGINT. Returns the exit code."""
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    # What is imported stays: looking through it meanwhile takes a third of the start.
    gc.disable()
    from server.running import run
    from workflows.working import work_until_told_to_stop

    run(work_until_told_to_stop(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
