"""A folder of odd files: some two hundred made by a seeded hand, and real ones of this project and its tools."""

import gzip
import io
import json
import marshal
import os
import random
import shutil
import sqlite3
import struct
import tarfile
import wave
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.pages import ROOT, SEEDS

Made = Iterator[tuple[str, bytes]]
GENERATED, REAL = 200, 30


def write_odd_files(folder: Path) -> list[str]:
    """Write all of them beneath `folder`; the names of the files, in order."""
    for name, content in [*generated(), *real(folder)]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "nowhere.txt").symlink_to(folder / "none.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(10_000_000_000)
    deep = folder
    for _ in range(60):
        deep = deep / "tief"
    deep.mkdir(parents=True)
    (deep / "page.txt").write_text("全镇共划分网格819个。", encoding="utf-8")
    shown = [path for path in folder.rglob("*") if "loop" not in path.parts]
    return sorted(path.relative_to(folder).as_posix() for path in shown if not path.is_dir())


def generated() -> Made:
    """Files out of a seed page, spoilt in many ways, and small horrors; at least `GENERATED`."""
    chance = random.Random(20240618)
    page = next(iter(sorted(SEEDS.glob("*.txt")))).read_text(encoding="utf-8")[:3000]
    yield from _encodings(page)
    yield from _spoilt(page, chance)
    yield from _shapes(page)
    yield from _markup(page)
    yield from _records(page)
    yield from _archives(page)
    for number in range(20):
        yield (
            f"bytes/{number}.{chance.choice(['txt', 'md', 'html', 'json', 'csv'])}",
            chance.randbytes(8 << number % 12),
        )


def _encodings(page: str) -> Made:
    names = ("gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "utf-7")
    for encoding in (*names, "shift_jis", "euc_jp", "euc_kr", "koi8-r", "latin-1", "hz", "cp037"):
        for length in (3, 40, 3000):
            yield f"encodings/{encoding}_{length}.txt", page[:length].encode(encoding, "ignore")
    yield "encodings/mixed.txt", page.encode() + page.encode("gb18030")


def _spoilt(page: str, chance: random.Random) -> Made:
    whole = page.encode()
    for number in range(55):
        content = bytearray(whole)
        for _ in range(1 + number):
            content[chance.randrange(len(content))] = chance.randrange(256)
        yield f"spoilt/{number}.txt", bytes(content)
    for number in range(20):
        at = chance.randrange(len(page))
        odd = chance.choice("\u200b\u202e\ufeff\x00\x0b\x1b\u2028\ue000\U000e0001\ufffd\u0301")
        yield f"spoilt/odd_{number}.txt", (page[:at] + odd * (1 + number * 10) + page[at:]).encode()


def _shapes(page: str) -> Made:
    yield "shapes/empty.txt", b""
    yield "shapes/empty.pdf", b""
    yield "shapes/spaces.txt", b" " * 5000
    yield "shapes/breaks.txt", b"\r\n" * 5000
    yield "shapes/one_line.txt", ("全镇推进网格治理，群众十分满意。" * 20_000).encode()
    yield "shapes/digits.txt", b"1234567890" * 3000
    yield "shapes/commas.txt", "，".encode() * 3000
    yield "shapes/quotes.txt", "“".encode() * 3000
    yield "shapes/nested_quotes.txt", ("“" * 1000 + "三" + "”" * 1000).encode()
    yield "shapes/old_mac.txt", page.replace("\n", "\r").encode()
    yield "shapes/no_suffix", page.encode()
    yield "shapes/zeros.txt", b"\0" * 4096
    yield "shapes/CON.txt", page[:40].encode()
    yield "shapes/run.txt", page[:40].encode()
    yield f"shapes/{'字' * 83}.txt", page[:40].encode()
    yield "shapes/-o.txt", page[:40].encode()
    yield "shapes/a\nb\x1b[2J.txt", page[:40].encode()
    yield os.fsdecode(b"shapes/\xc8\xab\xca\xd0.txt"), page[:40].encode()


def _markup(page: str) -> Made:
    yield "markup/nested.html", ("<div>" * 20_000 + page + "</div>" * 20_000).encode()
    yield "markup/tables.html", ("<table><tr><td>" * 2000 + page).encode()
    yield "markup/unclosed.html", ("<p" * 5000 + page).encode()
    yield "markup/script.html", f"<script>{page}".encode()
    yield "markup/comment.html", f"<!-- {page}".encode()
    yield "markup/entities.html", ("&amp;" * 5000 + page).encode()
    yield "markup/declared.html", f'<meta charset="gb2312"><p>{page}'.encode("gb18030")
    yield "markup/wrong.html", f'<meta charset="latin-1"><p>{page}'.encode()
    yield "markup/frames.html", b'<frameset><frame src="a.html"></frameset>'
    yield "markup/head.md", f"---\ntitle: 某镇\ndate: 2024-06-18\n---\n{page}".encode()
    yield "markup/open_head.md", ("---\n" + "a: b\n" * 5000).encode()


def _records(page: str) -> Made:
    line = json.dumps({"id": "一", "text": page}, ensure_ascii=False).encode() + b"\n"
    yield "records/good.jsonl", line * 3
    yield "records/half.jsonl", line + line[:50]
    yield "records/deep.json", b"[" * 100_000
    yield "records/deep_object.json", b'{"a":' * 100_000
    yield "records/number.json", b"1e999999"
    yield "records/array.json", b"[" + line.strip() + b"]"
    yield "records/no_text.json", b'{"body": "x"}'
    yield "records/surrogate.jsonl", b'{"text": "\\ud800 \\u5168\\u9547"}\n'
    yield "records/good.csv", f'id,text\n1,"{page.replace(chr(34), "")}"\n'.encode()
    yield "records/open_quote.csv", b'id,text\n1,"' + page.encode()
    yield "records/no_head.csv", b""
    yield "records/gbk.csv", "编号,text\n1,全镇共划分网格819个。\n".encode("gb18030")


def _zip(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def _archives(page: str) -> Made:
    inner = _zip(("page.txt", page.encode()))
    nested = inner
    for _ in range(20):
        nested = _zip(("inner.zip", nested))
    yield "archives/nested.zip", nested
    yield "archives/bomb.zip", _zip(("bomb.txt", b"1" * 15_000_000))
    yield "archives/paths.zip", _zip(("../../up.txt", page.encode()), ("/abs.txt", page.encode()))
    yield "archives/many.zip", _zip(*((f"{number}.txt", b"3") for number in range(500)))
    yield "archives/png.zip", _zip(("a.png", b"\x89PNG"))
    for cut in (1, 10, 50, len(inner) // 2, len(inner) - 1):
        yield f"archives/cut_{cut}.zip", inner[:cut]
        yield f"archives/cut_{cut}.docx", inner[:cut]
    yield "archives/not_word.docx", inner
    yield "archives/not_book.epub", inner
    yield "archives/gzip.warc.gz", gzip.compress(page.encode())
    yield "archives/text.warc", page.encode()
    yield "archives/head.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200 OK\r\n"


def real(scratch: Path) -> Made:
    """Files of this project and of common programs, thirty of them."""
    for path in sorted((ROOT / "tests" / "inputs").iterdir()):
        yield f"real/{path.name}", path.read_bytes()
    for name in ("Makefile", "LICENSE", "pyproject.toml", "cli.py", "CHANGELOG.md", "rules/gazetteer.tsv.gz"):
        yield (
            f"real/{Path(name).name}.bin" if "." not in name else f"real/{Path(name).name}",
            (ROOT / name).read_bytes(),
        )
    for name in (
        "docs/output.md",
        "rules/models.yaml",
        "schemas/rules/models.json",
        "out/indicators.csv",
        "CHANGELOG.md",
    ):
        yield f"real/{Path(name).name}", (ROOT / name).read_bytes()
    yield "real/module.pyc", marshal.dumps(compile("x = 3", "x", "exec"))
    yield "real/shell", Path(shutil.which("sh") or "/bin/sh").read_bytes()
    yield from _of_tools(scratch)


def _of_tools(scratch: Path) -> Made:
    database = scratch / "made.db"
    with sqlite3.connect(database) as connection:
        connection.execute("create table pages (text)")
    connection.close()
    content = database.read_bytes()
    database.unlink()
    yield "real/pages.db", content
    yield "real/pages.txt", content
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\1" * 4000)
    yield "real/sound.wav", sound.getvalue()
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w:gz") as archive:
        archive.add(ROOT / "LICENSE", "LICENSE")
    yield "real/pages.tar.gz", tape.getvalue()
    yield "real/picture.png", _picture()
    yield "real/picture.txt", _picture()
    yield "real/page.txt.gz", gzip.compress("全镇共划分网格819个。".encode())


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 72)) + chunk(b"IEND", b"")
