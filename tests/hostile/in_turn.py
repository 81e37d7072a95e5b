"""Runs command lines in turn, each as ``mdnet`` does it, in a process of its own.

``python in_turn.py JSON`` takes pairs of the words and of what is typed. It is mortal as
``mortal.py`` is, and saves each command the time to start Python.
"""

import json
import os
import sys
import tempfile
from importlib import import_module

if __name__ == "__main__":
    from mortal import be_mortal  # type: ignore[import-not-found]  # beside this file

    be_mortal()
    del sys.path[0]
    from mdnet.cli import main

    import_module("mdnet.index.refresh")
    for words, typed in json.loads(sys.argv[1]):
        sys.stdout.write(f"$ mdnet {json.dumps(words)}\n")
        sys.stdout.flush()
        with tempfile.TemporaryFile() as keys:
            keys.write(typed.encode())
            keys.seek(0)
            child = os.fork()
            if child == 0:
                os.dup2(keys.fileno(), 0)
                sys.argv = ["mdnet", *words]
                main()
            os.waitpid(child, 0)
