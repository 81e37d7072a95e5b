"""The process that fills in one template of a user: see ``mdnet.careful_rendering``.

Reads what to do from stdin, as pickled by its parent, and writes one JSON object to stdout.
"""

import json
import pickle
import resource
import sys


def main() -> None:
    """Fill in the template, within the limits."""
    order = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - our parent made it just now
    root, template, values, filters, known, megabytes, most = order
    from mdnet.rendering import BadTemplateError, render

    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        text = render(root, template, values, filters, known)
        answer = {"text": text}
        if len(text.encode(errors="replace")) > most:
            answer = {"error": f"The template {template} makes more than {most} bytes."}
    except BadTemplateError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
