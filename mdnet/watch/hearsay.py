"""What watchdog says by itself: its log, Python's warnings, the ends of its threads.

None of it may reach the terminal, but it can be the only sign of lost events. So whatever is
heard raises a doubt: the vault is looked at once more.
"""

import logging
import threading

from mdnet.watch.bell import Bell

_LOGGERS = ("watchdog", "py.warnings")


class Hearsay(logging.Handler):
    """Rings the bell in doubt for whatever watchdog says between ``start`` and ``stop``."""

    def __init__(self, bell: Bell) -> None:
        super().__init__(logging.WARNING)
        self._bell = bell
        self._end_of_thread = threading.excepthook

    def start(self) -> None:
        """Begin to listen; ``stop`` puts everything back."""
        logging.captureWarnings(True)  # they are logged as "py.warnings"
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(self)
            logging.getLogger(name).propagate = False
        self._end_of_thread = threading.excepthook
        threading.excepthook = self._thread_ended

    def stop(self) -> None:
        """Stop listening; may be called twice."""
        if threading.excepthook == self._thread_ended:
            threading.excepthook = self._end_of_thread
        for name in _LOGGERS:
            logging.getLogger(name).propagate = True
            logging.getLogger(name).removeHandler(self)
        logging.captureWarnings(False)

    def emit(self, record: logging.LogRecord) -> None:
        """Raise a doubt, whatever was said."""
        del record
        self._bell.doubt()

    def _thread_ended(self, ended: threading.ExceptHookArgs) -> None:
        """Raise a doubt if the thread was one of watchdog's; report others as Python does."""
        if type(ended.thread).__module__.startswith("watchdog."):
            self._bell.doubt()
        else:
            self._end_of_thread(ended)
