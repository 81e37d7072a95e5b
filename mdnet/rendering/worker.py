"""The process that fills in users' templates: see ``mdnet.rendering.sandbox``.

Reads pickled orders from its parent on stdin, and writes a line of JSON to stdout for each, until
there are no more.
"""

import json
import pickle
import resource
import signal
import sys
import time
from typing import Any


def main() -> None:
    """Fill in one template after another, each within its limits."""
    limit = int(sys.argv[1]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # Whatever the parent does with this signal, here it ends the process.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF})
    while True:
        try:
            share, most, order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
        except EOFError:
            return
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, share)
        answer = _answer(most, *order)
        signal.setitimer(signal.ITIMER_PROF, 0)
        answer["seconds"] = time.process_time() - started
        print(json.dumps(answer), flush=True)  # noqa: T201 - our parent reads it


def _answer(most: int, root: Any, template: str, *rest: Any) -> dict[str, Any]:
    from mdnet.rendering.templates import BadTemplateError, render

    try:
        text = render(root, template, *rest)
    except BadTemplateError as error:
        return {"error": str(error)}
    if len(text.encode(errors="replace")) > most:
        return {"error": f"The template {template} produces more than {most} bytes."}
    return {"text": text}


if __name__ == "__main__":
    main()
