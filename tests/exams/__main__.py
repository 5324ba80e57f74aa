"""`python -m tests.exams FOLDER`: how our number and place reading agrees with other people's test suites."""

import argparse
from pathlib import Path

from tests.exams.results import Result
from tests.exams.suites import results


def main() -> None:
    """Print agreed, disagreed and refused of every suite, and on demand the cases."""
    parser = argparse.ArgumentParser(prog="tests.exams", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder that holds the suites")
    parser.add_argument("--misses", action="store_true", help="list what disagrees and what is refused")
    wanted = parser.parse_args()
    found = results(wanted.folder)
    if not found:
        parser.error(f"no suite stands in {wanted.folder}")
    print(f"{'suite':28} agreed  disagreed  refused  share of those asked")
    for result in found:
        print(
            f"{result.name:28} {len(result.agreed):6}  {len(result.disagreed):9}  {len(result.refused):7}"
            f"  {result.share:.3f}"
        )
    if wanted.misses:
        for result in found:
            _print_misses(result)


def _print_misses(result: Result) -> None:
    print(f"\n## {result.name}: disagreed")
    for case in result.disagreed:
        print(f"   {case.text}: expected {case.expected}, found {case.found}")
    print(f"\n## {result.name}: refused")
    for case, refusal in result.refused:
        print(f"   {case.text}: {refusal.reason}{' (agrees all the same)' if case.agrees else ''}")


if __name__ == "__main__":
    main()
