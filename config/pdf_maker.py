"""Makes one sheet in a process of its own, so that what Typst keeps in memory goes with it.

Reads a job as JSON, writes the PDF. Exit status 1 is an error in the layout, said on stderr. Knows
nothing of the app; see `config/pdf.py`.
"""

import json
import resource
import sys

import typst

# Seconds of processor. What goes in is bounded before; this is for what nobody thought of.
MOST_SECONDS = 6


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    job = json.load(sys.stdin)
    try:
        made: bytes = typst.compile(
            job["layout"],
            root=job["root"],
            font_paths=[job["fonts"]],
            ignore_system_fonts=True,
            sys_inputs={"data": job["data"]},
            format="pdf",
            pdf_standards=job["standards"],
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
