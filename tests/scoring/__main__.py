"""`python -m tests.scoring TEXTS GOLD`: read the texts and print how the facts measure against the gold."""

import argparse
from pathlib import Path

from tests.scoring.run import measured
from tests.scoring.tally import ORDER, Tally


def main() -> None:
    """Print every rate with its counts, and on demand every miss."""
    parser = argparse.ArgumentParser(prog="tests.scoring", description=__doc__)
    parser.add_argument("texts", type=Path, help="a folder of sources")
    parser.add_argument("gold", type=Path, help="a folder of gold files, as docs/annotation.md defines them")
    parser.add_argument("--misses", action="store_true", help="list every miss, by measure and cause")
    wanted = parser.parse_args()
    tally = measured(wanted.texts, wanted.gold)
    _print_rates(tally)
    if wanted.misses:
        _print_misses(tally)


def _print_rates(tally: Tally) -> None:
    for measure, rate in tally.rates().items():
        right, every = tally.counts(measure)
        counts = f"  ({right}/{every})" if every else ""
        print(f"{measure:24} {'-' if rate is None else f'{rate:.3f}'}{counts}")


def _print_misses(tally: Tally) -> None:
    for measure in ORDER:
        for cause, notes in tally.misses(measure).items():
            print(f"\n## {measure}: {cause or 'wrong'} ({len(notes)})", *notes, sep="\n   ")


if __name__ == "__main__":
    main()
