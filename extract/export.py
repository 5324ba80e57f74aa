"""What `extract export --to FORMAT` does: written documents once more, in another format."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from extract.formats import WRITERS
from extract.stored import each_document
from extract.swap import replacing


def export_facts(out: str, formats: Sequence[str], folder: Path) -> Sequence[str]:
    """Write the documents that `out` names in these formats; the files, as the user would name them.

    Other files in the folder stay. Raises `StoredError`, `SwapError`, `OSError`.
    """
    with replacing(folder, tuple) as new, ExitStack() as open_files:
        writers = [open_files.enter_context(closing(WRITERS[name](new))) for name in formats]
        for document, sentences in each_document(out):
            for writer in writers:
                writer.add_document(document, sentences)
    return [str(folder / file) for writer in writers for file in writer.files]
